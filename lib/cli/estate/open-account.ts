import path from 'node:path';
import { parseArn } from '@/lib/core/arn';
import type { CollectedAccount } from '@/lib/iam/world';
import { checkAccount } from './check-account';
import { checkDocuments } from './check-documents';
import { parseJson } from './read-json-file';

type Complain = (what: string) => void;

/**
 * The account in the text of a file. What is wrong with it is told and left out; null when
 * nothing of it can be used.
 */
export function openAccount(
  file: string,
  text: string,
  complain: Complain,
): { accountId: string; account: CollectedAccount } | null {
  const read = parseJson(text, complain);
  const checked = read && checkAccount(read.value, complain);
  if (!checked) return null;
  const name = path.basename(file).replace(/\.json$/i, '');
  const accountId = accountIdOf(checked, name);
  if (accountId === null) {
    complain('names no account: call it by the 12 digits of its id');
    return null;
  }
  if (isAccountId(name) && name !== accountId) {
    complain(`is about account ${accountId}, against its name`);
  }
  const account = withoutStrangers(checked, accountId, complain);
  for (const line of checkDocuments(account)) complain(line);
  return { accountId, account };
}

const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

const ownerOf = ({ Arn }: { Arn: string }): string => parseArn(Arn)?.accountId ?? '';

/** The account that a file is about: by the first ARN in it, or by the file's name. */
function accountIdOf(account: CollectedAccount, name: string): string | null {
  const entries = [
    ...account.RoleDetailList,
    ...account.UserDetailList,
    ...account.GroupDetailList,
    ...account.Policies,
  ];
  const first = entries.map(ownerOf).find(isAccountId) ?? name;
  return isAccountId(first) ? first : null;
}

/** Entries of another account would not be found where they belong. */
function withoutStrangers(
  account: CollectedAccount,
  accountId: string,
  complain: Complain,
): CollectedAccount {
  const ownIn = <Entry extends { Arn: string }>(name: string, list: Entry[]): Entry[] =>
    list.filter((entry, at) => {
      const owner = ownerOf(entry);
      const isOwn = owner === accountId || (name === 'Policies' && owner === 'aws');
      if (!isOwn) {
        complain(`${name}[${at}]: ${entry.Arn} is not of account ${accountId}`);
      }
      return isOwn;
    });
  return {
    ...account,
    UserDetailList: ownIn('UserDetailList', account.UserDetailList),
    GroupDetailList: ownIn('GroupDetailList', account.GroupDetailList),
    RoleDetailList: ownIn('RoleDetailList', account.RoleDetailList),
    Policies: ownIn('Policies', account.Policies),
  };
}
