import { nameOfArn, parseArn } from '@/lib/core/arn';

const GONE: Record<string, string> = {
  AIDA: 'a user that no longer exists',
  AROA: 'a role that no longer exists',
};

/**
 * One entry of `Principal.AWS` in words: "user alice of 111122223333". A grant to an account
 * reaches those whom the account allows; a denial reaches all of it.
 */
export function sayPrincipal(entry: string, effect: 'Allow' | 'Deny'): string {
  if (entry === '*') return 'anyone';
  if (/^\d{12}$/.test(entry)) return sayAccount(entry, effect);
  const gone = GONE[entry.slice(0, 4)];
  if (gone && !entry.includes(':')) return `${gone} (${entry})`;
  const parts = parseArn(entry);
  if (!parts) return entry;
  const { resource, accountId } = parts;
  if (resource === 'root') return sayAccount(accountId, effect);
  const [kind = ''] = resource.split('/');
  const noun = { user: 'user', role: 'role' }[kind];
  if (noun) return `${noun} ${nameOfArn(entry)} of ${accountId}`;
  const [, roleName, sessionName] = /^assumed-role\/([^/]+)\/(.+)$/.exec(resource) ?? [];
  return roleName ? `session ${sessionName} of role ${roleName} of ${accountId}` : entry;
}

const sayAccount = (accountId: string, effect: 'Allow' | 'Deny'): string =>
  effect === 'Allow'
    ? `anyone in account ${accountId} whose own policies allow it`
    : `everyone in account ${accountId}`;
