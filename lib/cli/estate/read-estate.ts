import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import { checkOrganization } from './check-organization';
import { openAccount } from './open-account';
import { readJsonFile, readText } from './read-json-file';
import { sayFileError } from './say-file-error';

type Complain = (line: string) => void;
type NamedAccount = { accountId: string; account: CollectedAccount };

/** What was collected, account by account: a large estate never stands in memory whole. */
export type Estate = {
  kind: 'estate';
  org: CollectedOrg | null;
  /** Reads the files one after the other. What is wrong with one is told, and it is left out. */
  accounts: () => Generator<NamedAccount>;
};

const INDEX_START = '{"format":"drawbridge-index';

/**
 * What `--from` names: a folder with `org.json` and `accounts/*.json`, each as `aws iam
 * get-account-authorization-details` prints it; a folder with such account files alone; one
 * such file; or the text of an index. Null when it is none of them.
 *
 * @param complain is told, in one line, what is wrong with which file
 */
export function readEstate(
  from: string,
  complain: Complain,
): Estate | { kind: 'index'; text: string } | null {
  const isFolder = statOf(from, (what) => complain(`${from}: ${what}`))?.isDirectory();
  if (isFolder === undefined) return null;
  return isFolder ? readFolder(from, complain) : readFile(from, complain);
}

function statOf(from: string, complain: (what: string) => void): Stats | null {
  try {
    return statSync(from);
  } catch (error) {
    const isMissing =
      error instanceof Error && 'code' in error && error.code === 'ENOENT';
    complain(isMissing ? 'there is no such folder or file' : sayFileError(error, 'read'));
    return null;
  }
}

function readFile(file: string, complain: Complain): ReturnType<typeof readEstate> {
  const text = readText(file, (what) => complain(`${file}: ${what}`));
  if (text === null) return null;
  if (text.startsWith(INDEX_START)) return { kind: 'index', text };
  const one = openAccount(file, text, (what) => complain(`${file}: ${what}`));
  if (!one) return null;
  return {
    kind: 'estate',
    org: null,
    *accounts() {
      yield one;
    },
  };
}

function readFolder(folder: string, complain: Complain): Estate | null {
  const listed = listAccounts(folder, complain);
  if (!listed) return null;
  const org = readOrganization(folder, complain);
  return {
    kind: 'estate',
    org,
    accounts: () => readAccounts(folder, listed, org, complain),
  };
}

const ORGANIZATION = 'org.json';

/** The account files of a folder: those in `accounts`, or where there is none, its own. */
function listAccounts(folder: string, complain: Complain): string[] | null {
  try {
    const inside = path.join(folder, 'accounts');
    const isApart = statSync(inside, { throwIfNoEntry: false })?.isDirectory() === true;
    const home = isApart ? inside : folder;
    const names = readdirSync(home).filter(
      (name) => /^[^.].*\.json$/i.test(name) && (isApart || name !== ORGANIZATION),
    );
    if (names.length > 0) return names.sort().map((name) => path.join(home, name));
    complain(`${home}: holds no account, that is no .json file`);
  } catch (error) {
    complain(`${folder}: ${sayFileError(error, 'read')}`);
  }
  return null;
}

/** Without it an answer may be too generous. */
const LEFT_OUT = 'The answers leave the organisation and its policies out.';

function readOrganization(folder: string, complain: Complain): CollectedOrg | null {
  const file = path.join(folder, ORGANIZATION);
  if (!statSync(file, { throwIfNoEntry: false })) return null;
  const faults: string[] = [];
  const read = readJsonFile(file, (what) => faults.push(what));
  const org = read && checkOrganization(read.value, (what) => faults.push(what));
  for (const fault of faults) {
    complain(`${file}: ${org ? fault : `${fault.replace(/\.$/, '')}. ${LEFT_OUT}`}`);
  }
  return org;
}

function* readAccounts(
  folder: string,
  files: string[],
  org: CollectedOrg | null,
  complain: Complain,
): Generator<NamedAccount> {
  const fileOf = new Map<string, string>();
  // A file that cannot be read is told once, not as a missing account too.
  const unread: string[] = [];
  for (const file of files) {
    const told = (what: string) => complain(`${file}: ${what}`);
    const text = readText(file, told);
    const one = text === null ? null : openAccount(file, text, told);
    const earlier = one && fileOf.get(one.accountId);
    if (earlier) told(`account ${one.accountId} stands in ${earlier} already`);
    else if (one) {
      fileOf.set(one.accountId, path.basename(file));
      yield one;
    } else unread.push(path.basename(file).replace(/\.json$/i, ''));
  }
  for (const id of missingAccounts(org, [...fileOf.keys(), ...unread])) {
    complain(`${folder}: has no file for account ${id} of the organisation`);
  }
}

function missingAccounts(org: CollectedOrg | null, told: string[]): string[] {
  const known = new Set(told);
  const members = (org?.Targets ?? []).filter(({ Type }) => Type === 'ACCOUNT');
  return members.map(({ Id }) => Id).filter((id) => !known.has(id));
}
