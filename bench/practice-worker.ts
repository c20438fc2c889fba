// One measurement of the practice accounts in a process of its own; the clients are the SDK's.
import { randomUUID } from 'node:crypto';
import {
  CreateRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { folderSeed } from '@/lib/cli/practice/folder-seed';
import { openStateFile } from '@/lib/cli/practice/state-file';
import type { RoleDetail } from '@/lib/iam/world';
import { worldOfEstate } from '@/lib/practice/seed/collected-world';
import { type PracticeOptions, startPractice } from '@/lib/practice/start-practice';
import { writeEstate } from './estate/write-estate';

const CONTROL_TOKEN = 'bench';
const CALLS = 500;
const WRITES = 200;
const ROLES = 5000;
const ACCOUNT = '111122223333';

type Keys = { id: string; accessKeyId: string; secretAccessKey: string };

async function started(options: Partial<PracticeOptions>, seed: string) {
  const practice = await startPractice({ controlToken: CONTROL_TOKEN, ...options });
  const control = async (method: string, path: string, body: object) => {
    const response = await fetch(`${practice.url}/_practice/worlds/bench${path}`, {
      method,
      headers: { authorization: `Bearer ${CONTROL_TOKEN}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  await control('PUT', '', { seed });
  const clientsOf = async (arn: string) => {
    const keys: Keys = await control('POST', '/act-as', { arn });
    const config = {
      endpoint: practice.url,
      region: 'us-east-1',
      credentials: keys,
      maxAttempts: 1,
    };
    return { iam: new IAMClient(config), sts: new STSClient(config) };
  };
  const { accounts }: { accounts: Keys[] } = await control('POST', '/administrators', {});
  return { practice, clientsOf, accounts };
}

const median = (times: number[]): number =>
  times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Milliseconds on the clock, and of CPU in client and server together. */
async function timed(
  act: () => Promise<unknown>,
): Promise<{ ms: number; cpuMs: number }> {
  const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(cpuFrom);
  return { ms: performance.now() - from, cpuMs: (user + system) / 1000 };
}

async function p50Ms(count: number, act: (at: number) => Promise<unknown>) {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await act(at);
    times.push(performance.now() - from);
  }
  return median(times);
}

/** The second half of the calls counts: the first one warms up. */
async function calls() {
  const { practice, clientsOf } = await started({}, 'org');
  const { sts } = await clientsOf('arn:aws:iam::444455556666:root');
  const ask = () => sts.send(new GetCallerIdentityCommand({}));
  await p50Ms(CALLS, ask);
  let ms = 0;
  const { cpuMs } = await timed(async () => {
    ms = await p50Ms(CALLS, ask);
  });
  await practice.stop();
  return { ms, cpuMs: cpuMs / CALLS };
}

const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});

const roleAt = (at: number): RoleDetail => ({
  Path: '/',
  RoleName: `role-${at}`,
  RoleId: `AROA${String(at).padStart(17, 'A')}`,
  Arn: `arn:aws:iam::${ACCOUNT}:role/role-${at}`,
  AssumeRolePolicyDocument: document,
  RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document }],
});

/** One account with many roles, read in the largest pages there are. */
async function details() {
  const account = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: Array.from({ length: ROLES }, (_, at) => roleAt(at)),
    Policies: [],
  };
  const accounts = [{ accountId: ACCOUNT, account }];
  const { practice, clientsOf } = await started(
    {
      folderSeed: (about) =>
        worldOfEstate({ org: null, accounts, names: new Map() }, about),
    },
    'folder',
  );
  const { iam } = await clientsOf(`arn:aws:iam::${ACCOUNT}:root`);
  let roles = 0;
  let Marker: string | undefined;
  const read = await timed(async () => {
    do {
      const page = await iam.send(
        new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, Marker }),
      );
      roles += page.RoleDetailList?.length ?? 0;
      Marker = page.Marker;
    } while (Marker !== undefined);
  });
  await practice.stop();
  return { roles, ...read };
}

/** Loads a world, from a folder or its own state, and then writes in one account of it. */
async function world(folder: string, stateFile?: string) {
  const state = stateFile ? openStateFile(stateFile) : null;
  const run = randomUUID();
  let made = 0;
  const make = (iam: IAMClient) => {
    made += 1;
    const RoleName = `${run}-${made}`;
    return iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }),
    );
  };
  const open = async () => {
    const options = {
      folderSeed: folderSeed(folder),
      ...(state && { store: state.store }),
    };
    const { practice, clientsOf, accounts } = await started(options, 'folder');
    const { iam } = await clientsOf(`arn:aws:iam::${accounts.at(-1)?.id}:root`);
    await make(iam);
    return { practice, iam, total: accounts.length };
  };
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  const load = await timed(async () => {
    opened = await open();
  });
  if (!opened) throw new Error('The world did not open.');
  const { practice, iam, total } = opened;
  const writes = await timed(async () => {
    for (let count = 0; count < WRITES; count += 1) await make(iam);
  });
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  await practice.stop();
  state?.close();
  return { accounts: total, ...load, writeCpuMs: writes.cpuMs / WRITES, peakRssMb };
}

async function generate(folder: string, accounts: string, rolesPerAccount: string) {
  writeEstate(folder, {
    accounts: Number(accounts),
    rolesPerAccount: Number(rolesPerAccount),
  });
  return {};
}

const MODES: Record<string, (...args: string[]) => Promise<object>> = {
  calls,
  details,
  world: (folder = '', stateFile) => world(folder, stateFile),
  generate: (folder = '', accounts = '', roles = '') => generate(folder, accounts, roles),
};

const [mode = '', ...args] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify((await MODES[mode]?.(...args)) ?? {})}\n`);
