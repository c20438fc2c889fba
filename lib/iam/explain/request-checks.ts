import { type Caller, isAccountCaller } from '../evaluate/caller';
import type { Request } from '../evaluate/request';
import type { Target } from '../evaluate/target';
import { describeCaller } from './describe-caller';
import type { RequestCheck } from './request-check';

/** Whether caller and resource exist. */
export const ENTITY_CHECKS: RequestCheck[] = [
  {
    name: 'principal',
    reasons: ['no-such-principal'],
    isAsked: () => true,
    asked: ({ caller }) => [textOf(caller)],
    against: ({ caller }) => namesakesOf(caller),
    passes: sayFound,
    refused: ({ caller }) => sayMissing(caller),
  },
  {
    name: 'resource',
    reasons: ['no-such-resource'],
    isAsked: () => true,
    asked: ({ target }) => [target.arn],
    against: ({ target }) => namesakesOfRole(target),
    passes: ({ target }) => sayResourceFound(target),
    refused: ({ target }) => sayResourceMissing(target),
  },
];

function textOf(caller: Caller): string {
  switch (caller.kind) {
    case 'service':
      return caller.service;
    case 'federated':
      return caller.provider;
    case 'anonymous':
      return '*';
    default:
      return caller.arn;
  }
}

/** Roles of the caller's name that have another ARN, such as another path. */
function namesakesOf(caller: Caller): string[] {
  if (caller.kind !== 'role' && caller.kind !== 'session') return [];
  const found = caller.account?.rolesByName.get(caller.name);
  return found && !caller.role ? [found.Arn] : [];
}

function namesakesOfRole({ kind, account, arn, isMissing }: Target): string[] {
  if (kind !== 'role' || !isMissing) return [];
  const found = account?.rolesByName.get(arn.slice(arn.lastIndexOf('/') + 1));
  return found ? [found.Arn] : [];
}

function sayFound(request: Request): string {
  const { caller } = request;
  if (!isAccountCaller(caller)) return `${describeCaller(request)} belongs to no account`;
  if (!caller.account)
    return `account ${caller.accountId} was not read, so ${describeCaller(request)} is taken to exist`;
  return caller.kind === 'root' || caller.kind === 'federated-user'
    ? `${describeCaller(request)} belongs to account ${caller.accountId}`
    : `${describeCaller(request)} exists in account ${caller.accountId}`;
}

function sayMissing(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return `account ${caller.accountId} has no user ${caller.arn}`;
    case 'role':
      return `account ${caller.accountId} has no role ${caller.arn}${sayNamesake(namesakesOf(caller))}`;
    case 'session':
      return `account ${caller.accountId} has no role ${caller.name}, so ${caller.arn} cannot be one of its sessions`;
    default:
      return `"${textOf(caller)}" is not the ARN of a user, role, session or account root`;
  }
}

const sayNamesake = ([arn]: string[]): string => (arn ? `; it has ${arn}` : '');

function sayResourceFound({ kind, arn, account, accountId }: Target): string {
  if (accountId === null) return `which account owns ${arn} is not known`;
  if (!account)
    return `account ${accountId} was not read, so the resource ${arn} is taken to be there`;
  return kind === 'other'
    ? `the resource ${arn} counts as one of account ${accountId}`
    : `the ${kind} ${arn} is in account ${accountId}`;
}

function sayResourceMissing(target: Target): string {
  const { kind, arn, accountId } = target;
  if (kind === 'bucket') {
    const name = arn.split(':').at(-1)?.split('/')[0] ?? arn;
    return `no account that was read has a bucket ${name}`;
  }
  if (kind === 'role' && !/:role\//.test(arn))
    return `the resource ${arn} is not the ARN of a role`;
  const namesake = sayNamesake(namesakesOfRole(target));
  return `account ${accountId} has no ${kind} ${arn}${namesake}`;
}
