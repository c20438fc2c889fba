import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArn } from '@/lib/core/arn';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import { checkAccount } from './check-account';
import { checkOrganization } from './check-organization';
import { oversized } from './oversized';
import { readJsonFile } from './read-json-file';

/** What a folder holds, account by account: a large estate never stands in memory whole. */
export type EstateFolder = {
  org: CollectedOrg | null;
  /** Reads the files one after the other. What is wrong with one is told, and it is left out. */
  accounts: () => Generator<{ accountId: string; account: CollectedAccount }>;
};

/**
 * Opens a folder with `org.json` and `accounts/*.json`, each as `aws iam
 * get-account-authorization-details` prints it; null when there is no such folder.
 *
 * @param complain is told, in one line, what is wrong with which file
 */
export function readEstate(
  folder: string,
  complain: (line: string) => void,
): EstateFolder | null {
  const accountsFolder = path.join(folder, 'accounts');
  if (!existsSync(accountsFolder)) {
    complain(`${folder}: has no folder accounts`);
    return null;
  }
  const org = readOrganization(path.join(folder, 'org.json'), complain);
  return { org, accounts: () => readAccounts(accountsFolder, org, complain) };
}

function readOrganization(
  file: string,
  complain: (line: string) => void,
): CollectedOrg | null {
  if (!existsSync(file)) return null;
  const told = (what: string) => complain(`${file}: ${what}`);
  const read = readJsonFile(file, told);
  return read && checkOrganization(read.value, told);
}

function* readAccounts(
  folder: string,
  org: CollectedOrg | null,
  complain: (line: string) => void,
): ReturnType<EstateFolder['accounts']> {
  const fileOf = new Map<string, string>();
  for (const name of readdirSync(folder).filter(isJson).sort()) {
    const read = readAccount(path.join(folder, name), fileOf, complain);
    if (read) yield read;
  }
  for (const id of missingAccounts(org, fileOf)) {
    complain(`${folder}: has no file for account ${id} of the organization`);
  }
}

/** One file's account, noted in `fileOf`; null, and told, when it cannot be used. */
function readAccount(
  file: string,
  fileOf: Map<string, string>,
  complain: (line: string) => void,
): { accountId: string; account: CollectedAccount } | null {
  const told = (what: string) => complain(`${file}: ${what}`);
  const read = readJsonFile(file, told);
  const account = read && checkAccount(read.value, told);
  if (!account) return null;
  const accountId = accountIdOf(account, path.basename(file));
  const earlier = fileOf.get(accountId ?? '');
  if (accountId === null) told('names no account: call it by the 12 digits of its id');
  else if (earlier) told(`account ${accountId} stands in ${earlier} already`);
  if (accountId === null || earlier) return null;
  fileOf.set(accountId, path.basename(file));
  for (const line of oversized(account)) told(line);
  return { accountId, account };
}

const isJson = (name: string): boolean => name.endsWith('.json');

/** The account that most of a file is about, by the first ARN in it, or by the file's name. */
function accountIdOf(account: CollectedAccount, name: string): string | null {
  const [first] = [
    ...account.RoleDetailList,
    ...account.UserDetailList,
    ...account.GroupDetailList,
  ];
  const inside = first ? parseArn(first.Arn)?.accountId : undefined;
  const id = inside ?? path.basename(name, '.json');
  return /^\d{12}$/.test(id) ? id : null;
}

function missingAccounts(org: CollectedOrg | null, files: Map<string, string>): string[] {
  const members = (org?.Targets ?? []).filter(({ Type }) => Type === 'ACCOUNT');
  return members.map(({ Id }) => Id).filter((id) => !files.has(id));
}
