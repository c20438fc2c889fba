import { lookUp } from '@/lib/core/look-up';
import {
  type Caller,
  isAccountCaller,
  isOfOpenPath,
  principalArnOf,
  roleOf,
  userOf,
} from '../evaluate/caller';
import type { Target } from '../evaluate/target';
import { isMember, orgPathOf } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import type { Derived } from './derived';
import { requestKey } from './request-keys';
import { findTag, tagsOf } from './tags';

export type Facts = {
  world: WorldFacts;
  question: Question;
  caller: Caller;
  target: Target;
};

const PRINCIPAL_TYPES: Record<Caller['kind'], string | null> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  'federated-user': 'FederatedUser',
  federated: 'FederatedUser',
  anonymous: 'Anonymous',
  service: null,
  unreadable: null,
};

const one = (value: string | null | undefined): Derived =>
  value === null || value === undefined ? 'absent' : [value];

const DERIVE: Record<string, (facts: Facts) => Derived> = {
  'aws:principalarn': derivePrincipalArn,
  'aws:principalaccount': ({ caller }) =>
    isAccountCaller(caller) ? [caller.accountId] : 'absent',
  'aws:principaltype': ({ caller }) => one(PRINCIPAL_TYPES[caller.kind]),
  'aws:principalorgid': ({ world, caller }) => one(orgIdOf(world, ownerOf(caller))),
  'aws:principalorgpaths': ({ world, caller }) => one(pathOf(world, ownerOf(caller))),
  'aws:principalisawsservice': ({ caller }) => [String(caller.kind === 'service')],
  'aws:principalservicename': ({ caller }) =>
    caller.kind === 'service' ? [caller.service] : 'absent',
  'aws:username': ({ caller }) => (caller.kind === 'user' ? [caller.name] : 'absent'),
  'aws:userid': deriveUserId,
  'aws:resourceaccount': ({ target }) => one(target.accountId),
  'aws:resourceorgid': ({ world, target }) => one(orgIdOf(world, target.accountId)),
  'aws:resourceorgpaths': ({ world, target }) => one(pathOf(world, target.accountId)),
  'aws:sourceidentity': ({ question }) =>
    question.session?.sourceIdentity ? [question.session.sourceIdentity] : undefined,
  'aws:multifactorauthpresent': deriveMfa,
  'aws:multifactorauthage': deriveMfa,
};

const SCOPES: Record<string, KeyScope> = {
  'aws:principalarn': 'caller',
  'aws:username': 'caller',
  'aws:userid': 'caller',
  'aws:principaltag': 'caller',
  'aws:principalaccount': 'account',
  'aws:principalorgid': 'organization',
  'aws:principalorgpaths': 'account',
  'aws:resourceaccount': 'target',
  'aws:resourceorgid': 'target',
  'aws:resourceorgpaths': 'target',
  'aws:resourcetag': 'target',
  'iam:resourcetag': 'target',
};

/**
 * By what a key's value differs: the caller itself, its account, the organization it is in,
 * the target, or nothing.
 */
export type KeyScope = 'caller' | 'account' | 'organization' | 'target' | 'request';

/**
 * By what a key's value differs between questions that ask the same of callers of one kind
 * with the same policies. Takes a key in lower case.
 */
export const scopeOfKey = (key: string): KeyScope =>
  lookUp(SCOPES, key.includes('/') ? key.slice(0, key.indexOf('/')) : key) ?? 'request';

/** Derives a key (lower-case) from who asks, for what, and with which parameters. */
export function deriveKey(facts: Facts, key: string): Derived {
  if (Object.hasOwn(DERIVE, key)) return DERIVE[key]?.(facts);
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? key : key.slice(0, slash);
  const tag = slash < 0 ? '' : key.slice(slash + 1);
  if (prefix === 'aws:principaltag') return derivePrincipalTag(facts, tag);
  if (prefix === 'aws:resourcetag' || prefix === 'iam:resourcetag') {
    return deriveResourceTag(facts, tag);
  }
  return requestKey(facts.question.params ?? {}, key);
}

const ownerOf = (caller: Caller): string | null =>
  isAccountCaller(caller) ? caller.accountId : null;

const orgIdOf = ({ org }: WorldFacts, accountId: string | null): string | null =>
  org && isMember(org, accountId) ? org.id : null;

const pathOf = ({ org }: WorldFacts, accountId: string | null): string | null =>
  org && accountId && isMember(org, accountId) ? orgPathOf(org, accountId) : null;

/**
 * Where whatever nobody knows is taken to be absent, a role whose path nobody knows is taken to
 * have none: the key itself is always there.
 */
function derivePrincipalArn({ caller, question }: Facts): Derived {
  if (!isAccountCaller(caller)) return 'absent';
  const isOpen = isOfOpenPath(caller) && question.unknownKeys === 'assume-unknown';
  return isOpen ? undefined : [principalArnOf(caller)];
}

/** Every caller with an account has one, known or not: of a role that asks, any session may. */
function deriveUserId({ caller }: Facts): Derived {
  switch (caller.kind) {
    case 'root':
      return [caller.accountId];
    case 'user':
      return caller.user ? [caller.user.UserId] : 'unknown';
    case 'session':
      return caller.role ? [`${caller.role.RoleId}:${caller.sessionName}`] : 'unknown';
    case 'role':
      return 'unknown';
    case 'federated-user':
      return [`${caller.accountId}:${caller.name}`];
    case 'anonymous':
      return ['anonymous'];
    default:
      return 'absent';
  }
}

/**
 * Long-term keys carry no MFA; only the AssumeRole call itself may add a token code. Services
 * and sign-ins by a token or an assertion have no credentials that could carry it.
 */
function deriveMfa({ question, caller }: Facts): Derived {
  if (!isAccountCaller(caller)) return 'absent';
  const isAssumeRole = question.action.toLowerCase() === 'sts:assumerole';
  return question.credentials === 'long-term' && !isAssumeRole ? 'absent' : undefined;
}

/** Session tags override the tags of the user or role, keys ignoring case. */
function derivePrincipalTag({ caller, question }: Facts, tag: string): Derived {
  const carried = findTag(tagsOf(question.session?.tags), tag);
  if (carried !== undefined) return [carried];
  const entity = roleOf(caller) ?? userOf(caller);
  if (isAccountCaller(caller) && !entity && !caller.account) return undefined;
  return one(findTag(entity?.Tags ?? [], tag));
}

function deriveResourceTag({ target }: Facts, tag: string): Derived {
  return target.role ? one(findTag(target.role.Tags ?? [], tag)) : undefined;
}
