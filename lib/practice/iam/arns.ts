import { noSuchEntity } from '../wire/aws-error';
import type { AccountState, StoredGroup, StoredRole, StoredUser } from '../world/types';

export type Kind = 'user' | 'group' | 'role';

/** `arn:aws:iam::<account>:role/<path><name>`; `path` begins and ends with a slash. */
export const iamArn = (
  account: AccountState,
  kind: Kind | 'policy' | 'mfa' | 'instance-profile' | 'oidc-provider' | 'saml-provider',
  path: string,
  name: string,
): string => `arn:${account.partition}:iam::${account.id}:${kind}${path}${name}`;

export type Stored<K extends Kind> = K extends 'user'
  ? StoredUser
  : K extends 'group'
    ? StoredGroup
    : StoredRole;

export const shelfOf = (account: AccountState, kind: Kind) =>
  ({ user: account.users, group: account.groups, role: account.roles })[kind];

export function findEntity<K extends Kind>(
  account: AccountState,
  kind: K,
  name: string,
): Stored<K> | null {
  const found = shelfOf(account, kind).get(name.toLowerCase());
  // the shelf of a kind holds that kind only
  return (found?.name === name ? found : null) as Stored<K> | null;
}

export function entityNamed<K extends Kind>(
  account: AccountState,
  kind: K,
  name: string,
): Stored<K> {
  const found = findEntity(account, kind, name);
  if (!found) throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  return found;
}

/** The resource of a call on an entity: its own ARN, or the path-less one when it is not there. */
export const arnFor = (account: AccountState, kind: Kind, name: string): string =>
  findEntity(account, kind, name)?.arn ?? iamArn(account, kind, '/', name);
