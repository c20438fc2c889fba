// One measurement in a process of its own: CPU time, memory and answers.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { optimizeLate } from '@/lib/cli/estate/optimize-late';
import {
  compileAccount,
  type EstateIndex,
  joinIndex,
} from '@/lib/iam/index/estate-index';
import { everyTaker } from '@/lib/iam/index/every-taker';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { makePools } from '@/lib/iam/index/pools';
import { reduceOrganization } from '@/lib/iam/index/reduce-organization';
import { loadIndex, saveIndex } from '@/lib/iam/index/saved-index';
import { whoCan } from '@/lib/iam/index/who-can';
import { collectedOrg } from '@/lib/iam/org-file';
import { reach } from '@/lib/iam/reach/reach';
import { writeEstate } from './estate/write-estate';

// As the commands that read an estate do; the floor is measured so as well.
optimizeLate();

// What starting Node and loading the code costs is the same for all and counts for none.
const atStart = process.cpuUsage();

/** Milliseconds of CPU since the start, all threads of the process together. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage(atStart);
  return (user + system) / 1000;
}

/** The floor: reads every file and parses it. */
function parseOnly(folder: string) {
  const accounts = path.join(folder, 'accounts');
  let roles = 0;
  for (const name of readdirSync(accounts)) {
    const account = JSON.parse(readFileSync(path.join(accounts, name), 'utf8'));
    roles += account.RoleDetailList.length;
  }
  JSON.parse(readFileSync(path.join(folder, 'org.json'), 'utf8'));
  return { parseCpuMs: cpuMs(), roles };
}

function opened(indexFile: string): EstateIndex {
  const index = loadIndex(readFileSync(indexFile, 'utf8'));
  if (!index) throw new Error(`${indexFile} is no index.`);
  return index;
}

/** Reads every file, parses and compiles it; the engine takes them as AWS printed them. */
function compile(folder: string): EstateIndex {
  const pools = makePools();
  const accounts = path.join(folder, 'accounts');
  const compiled = readdirSync(accounts).map((name) => {
    const account = JSON.parse(readFileSync(path.join(accounts, name), 'utf8'));
    return compileAccount(path.basename(name, '.json'), account, pools);
  });
  const org = collectedOrg(
    JSON.parse(readFileSync(path.join(folder, 'org.json'), 'utf8')),
  );
  return joinIndex(pools, reduceOrganization(org, pools.documents), compiled);
}

function load(folder: string, indexFile: string) {
  const index = compile(folder);
  const loadCpuMs = cpuMs();
  writeFileSync(indexFile, saveIndex(index));
  return { loadCpuMs };
}

/** A saved index is unfolded by what it is asked: the first answer pays for that. */
function indexedLoad(indexFile: string) {
  const index = opened(indexFile);
  const indexedLoadCpuMs = cpuMs();
  const [role = ''] = rolesOf(index);
  whoCan(index, role, OPEN);
  index.tables();
  return { indexedLoadCpuMs, firstAnswerCpuMs: cpuMs() };
}

const rolesOf = ({ accounts }: EstateIndex): string[] =>
  [...accounts.values()].flatMap(({ facts }) => [...facts.rolesByArn.keys()]);

/** Every role asked who can take it; what of the saved index that unfolds counts as well. */
function matrix(indexFile: string) {
  const index = opened(indexFile);
  const before = cpuMs();
  let pairs = 0;
  let evaluations = 0;
  for (const { answer } of everyTaker(index, OPEN)) {
    evaluations += answer.evaluations;
    for (const { members } of answer.groups) {
      for (const { principals } of members) pairs += principals.length;
    }
  }
  return { pairs, evaluations, matrixCpuMs: cpuMs() - before, peakRssMb: peakRssMb() };
}

const peakRssMb = (): number => process.resourceUsage().maxRSS / 1024;

const SAMPLES = 2000;
const WALKS = 200;

/** Evenly spread over the estate, so that every kind of role is among them. */
function sampleOf<One>(list: One[], most: number): One[] {
  const step = Math.max(1, list.length / most);
  return Array.from(
    { length: Math.min(most, list.length) },
    (_, at) => list[Math.floor(at * step)],
  ).filter((one) => one !== undefined);
}

function timesMs<One>(list: One[], ask: (one: One) => unknown): number[] {
  return list
    .map((one) => {
      const before = process.hrtime.bigint();
      ask(one);
      return Number(process.hrtime.bigint() - before) / 1e6;
    })
    .sort((a, b) => a - b);
}

const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Who can take one role, each role for the first time; the very first pays for the tables. */
function questions(indexFile: string) {
  const index = opened(indexFile);
  const times = timesMs(sampleOf(rolesOf(index), SAMPLES), (role) =>
    whoCan(index, role, OPEN),
  );
  return {
    q2P50Us: quantile(times, 0.5) * 1000,
    q2P99Us: quantile(times, 0.99) * 1000,
  };
}

/** What principals reach that reach anything: for the others there is nothing to do. */
function walks(indexFile: string) {
  const index = opened(indexFile);
  const principals = [...index.accounts.values()].flatMap((account) =>
    account.principals().filter((one) => {
      const policyClass = index.tables().classes.of.get(one);
      return policyClass && index.tables().trustsOfClass(policyClass, account).length > 0;
    }),
  );
  const sample = sampleOf(principals, WALKS);
  const from = (arn: string) => ({ ...OPEN, from: { AWS: arn } });
  const direct = timesMs(sample, ({ arn }) => reach(index, { ...from(arn), maxHops: 1 }));
  const transitive = timesMs(sample, ({ arn }) => reach(index, from(arn)));
  return {
    q3DirectP50Ms: quantile(direct, 0.5),
    q3TransitiveP50Ms: quantile(transitive, 0.5),
  };
}

function generate(folder: string, accounts: string, roles: string) {
  writeEstate(folder, { accounts: Number(accounts), rolesPerAccount: Number(roles) });
  return {};
}

const MODES: Record<string, (...args: string[]) => object> = {
  parse: parseOnly,
  load,
  indexed: indexedLoad,
  matrix,
  questions,
  walks,
  generate,
};

const [mode = '', ...args] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(MODES[mode]?.(...args) ?? {})}\n`);
