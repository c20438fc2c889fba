import { parseArn } from '@/lib/core/arn';
import type { AccountFacts } from '../facts/account-facts';
import { findAccount, type WorldFacts } from '../facts/world-facts';
import type { Principal, Question } from '../question';
import type { RoleDetail, UserDetail } from '../world';

type AwsCaller = {
  arn: string;
  partition: string;
  accountId: string;
  /** Undefined when the caller's account was not collected. */
  account: AccountFacts | undefined;
};

/** Who asks, found in the world. */
export type Caller =
  | (AwsCaller & { kind: 'root' })
  | (AwsCaller & { kind: 'user'; name: string; user: UserDetail | undefined })
  | (AwsCaller & { kind: 'role'; name: string; role: RoleDetail | undefined })
  | (AwsCaller & {
      kind: 'session';
      name: string;
      sessionName: string;
      role: RoleDetail | undefined;
    })
  | (AwsCaller & { kind: 'federated-user'; name: string; user: UserDetail | undefined })
  | { kind: 'service'; service: string }
  | { kind: 'federated'; provider: string }
  | { kind: 'anonymous' }
  | { kind: 'unreadable'; arn: string };

/** A caller that belongs to an account. */
export type AccountCaller = Extract<Caller, { accountId: string }>;

export const isAccountCaller = (caller: Caller): caller is AccountCaller =>
  'accountId' in caller;

export const accountIdOf = (caller: Caller): string | null =>
  isAccountCaller(caller) ? caller.accountId : null;

const SESSION = /^assumed-role\/([^/]+)\/(.+)$/;
const FEDERATED_USER = /^federated-user\/(.+)$/;
const ROLE = /^role\/(?:.*\/)?([^/]+)$/;
const USER = /^user\/(?:.*\/)?([^/]+)$/;

/** Finds the caller of a question. Text that names no principal is `unreadable`. */
export function findCaller(
  world: WorldFacts,
  principal: Principal,
  session?: Question['session'],
): Caller {
  if (principal === '*') return { kind: 'anonymous' };
  if ('Service' in principal) return { kind: 'service', service: principal.Service };
  if ('Federated' in principal) {
    return { kind: 'federated', provider: principal.Federated };
  }
  const caller = findAwsCaller(world, principal.AWS);
  if (caller.kind !== 'federated-user' || !session?.userArn) return caller;
  return { ...caller, user: caller.account?.usersByArn.get(session.userArn) };
}

function findAwsCaller(world: WorldFacts, arn: string): Caller {
  const parts = parseArn(arn);
  if (!parts || !/^\d{12}$/.test(parts.accountId)) return { kind: 'unreadable', arn };
  const { partition, accountId, resource, service } = parts;
  const account = findAccount(world, accountId, partition);
  const base = { arn, partition, accountId, account };
  if (service === 'iam') return findEntity(base, resource);
  if (service === 'sts') return findSession(base, resource);
  return { kind: 'unreadable', arn };
}

function findEntity(base: AwsCaller, resource: string): Caller {
  const { arn, account } = base;
  if (resource === 'root') return { kind: 'root', ...base };
  const user = USER.exec(resource)?.[1];
  if (user)
    return { kind: 'user', ...base, name: user, user: account?.usersByArn.get(arn) };
  const role = ROLE.exec(resource)?.[1];
  if (role)
    return { kind: 'role', ...base, name: role, role: account?.rolesByArn.get(arn) };
  return { kind: 'unreadable', arn };
}

function findSession(base: AwsCaller, resource: string): Caller {
  const [, roleName, sessionName] = SESSION.exec(resource) ?? [];
  if (roleName && sessionName) {
    const role = base.account?.rolesByName.get(roleName);
    return { kind: 'session', ...base, name: roleName, sessionName, role };
  }
  const name = FEDERATED_USER.exec(resource)?.[1];
  if (!name) return { kind: 'unreadable', arn: base.arn };
  // The name of a federated session is free text; by custom it is the user's own.
  const user = [...(base.account?.usersByArn.values() ?? [])].find(
    ({ UserName }) => UserName === name,
  );
  return { kind: 'federated-user', ...base, name, user };
}

/** True when the account was collected and holds no such user or role. */
export function isMissing(caller: Caller): boolean {
  switch (caller.kind) {
    case 'user':
      return caller.account !== undefined && !caller.user;
    case 'role':
    case 'session':
      return caller.account !== undefined && !caller.role;
    case 'unreadable':
      return true;
    default:
      return false;
  }
}

/** A session's ARN leaves the path of its role out, and nobody read the role's account. */
export const isOfOpenPath = (
  caller: Caller,
): caller is Extract<Caller, { kind: 'session' }> =>
  caller.kind === 'session' && !caller.role && !caller.account;

/** Value of `aws:PrincipalArn`: sessions carry the ARN of their role, path included. */
export function principalArnOf(caller: AccountCaller): string {
  if (caller.kind !== 'session') return caller.arn;
  const { role, partition, accountId, name } = caller;
  return role?.Arn ?? `arn:${partition}:iam::${accountId}:role/${name}`;
}

/** Roles that AWS services own: no SCP or RCP touches them. */
export const isServiceLinkedRole = (role: RoleDetail | undefined): boolean =>
  role !== undefined && isServiceLinkedPath(role.Path);

export const isServiceLinkedPath = (path: string): boolean =>
  path.startsWith('/aws-service-role/');

/** By its ARN alone, as a role of an account that nobody read is known. */
export const isServiceLinkedArn = (arn: string): boolean =>
  /^arn:[a-z-]+:iam::\d{12}:role\/aws-service-role\//.test(arn);

export const isServiceLinkedCaller = (caller: Caller): boolean =>
  (caller.kind === 'role' || caller.kind === 'session') &&
  (isServiceLinkedRole(caller.role) || isServiceLinkedArn(caller.arn));

export const roleOf = (caller: Caller): RoleDetail | undefined =>
  caller.kind === 'role' || caller.kind === 'session' ? caller.role : undefined;

export const userOf = (caller: Caller): UserDetail | undefined =>
  caller.kind === 'user' || caller.kind === 'federated-user' ? caller.user : undefined;

/** The user or role behind a caller, when it was collected. */
export const entityOf = (caller: Caller): RoleDetail | UserDetail | undefined =>
  roleOf(caller) ?? userOf(caller);
