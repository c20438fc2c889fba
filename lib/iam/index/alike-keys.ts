import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import {
  type Caller,
  entityOf,
  findCaller,
  isAccountCaller,
  isServiceLinkedPath,
} from '../evaluate/caller';
import { maxSessionSeconds } from '../facts/account-facts';
import { isMember } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import { type CallerPolicies, gatherCallerPolicies } from '../gather/caller-policies';
import type { ReferredPolicy, Shelf } from '../gather/shelf';
import { matchAction } from '../match/match-action';
import type { ParsedPolicy } from '../parse/policy';
import type { Principal } from '../question';
import type { Taking } from './judge-taking';
import { numbering } from './numbering';

/**
 * Who asks. Texts of two callers are equal where the policies of one kind say the same of
 * taking roles: what is left to tell them apart are conditions and resources.
 */
export type AlikeCaller = {
  caller: Caller;
  policies: CallerPolicies;
  /** What it is, whatever its policies say. Whoever was not collected is like nobody else. */
  kind: string;
  isCollected: boolean;
  identity: string;
  boundary: string;
  scp: string;
};

export function alikeCaller(
  world: WorldFacts,
  principal: Principal,
  textOf: ShelfText,
): AlikeCaller {
  const caller = findCaller(world, principal);
  const policies = gatherCallerPolicies(world, caller);
  const entity = entityOf(caller);
  const isCollected =
    entity !== undefined && (caller.kind === 'user' || caller.kind === 'role');
  const { identity, boundary, scp } = policies;
  // Keys about the organization are read of every member alike.
  const isOurs = isAccountCaller(caller) && isMember(world.org, caller.accountId);
  return {
    caller,
    policies,
    isCollected,
    kind: isCollected
      ? `${caller.kind} ${caller.partition} ${isServiceLinkedPath(entity.Path)} ${isOurs}`
      : JSON.stringify(principal),
    identity: textOf(identity),
    boundary: textOf(boundary),
    scp: levelsText(scp, textOf),
  };
}

/** What is asked for, in the same way. */
export type AlikeRole = { taking: Taking; kind: string; trust: string; rcp: string };

export function alikeRole(taking: Taking, textOf: ShelfText): AlikeRole {
  const { arn, role, account, partition, policy } = taking.target;
  const rcp = levelsText(taking.rcp, textOf);
  if (!role || !account || !policy) return { taking, kind: arn, trust: arn, rcp };
  const isShort = maxSessionSeconds(account, role.RoleName) < DEFAULT_SESSION_SECONDS;
  const kind = `${partition} ${isServiceLinkedPath(role.Path)} ${isShort}`;
  return { taking, kind, trust: textOf({ policies: [policy], unread: [] }), rcp };
}

type ShelfText = (shelf: Shelf | null) => string;

const levelsText = (levels: Shelf[] | null, textOf: ShelfText): string =>
  levels ? levels.map(textOf).join(' ') : 'free';

const TAKING = [
  'sts:assumerole',
  'sts:assumerolewithwebidentity',
  'sts:assumerolewithsaml',
];

const isAbout = ({ statements, problems }: ParsedPolicy): boolean =>
  problems.length > 0 ||
  statements.some(({ action }) => TAKING.some((one) => matchAction(action, one)));

/** Text that is equal for shelves that say the same of taking roles, in the same order. */
export function shelfTexts(): ShelfText {
  const numberOf = numbering();
  const known = new Map<ParsedPolicy, string>();
  const textOfPolicy = ({ ref, policy }: ReferredPolicy): string => {
    const text =
      known.get(policy) ??
      (isAbout(policy) ? String(numberOf(JSON.stringify(policy.document))) : '');
    known.set(policy, text);
    // Whoever is denied is told by which policy.
    const isNamed = text && policy.statements.some(({ effect }) => effect === 'Deny');
    return isNamed ? `${text}${JSON.stringify(ref.name)}` : text;
  };
  return (shelf) => {
    if (!shelf) return '-';
    const said = shelf.policies.map(textOfPolicy).filter((text) => text !== '');
    const unread = shelf.unread.map((one) => JSON.stringify(one));
    return [...said, ...unread].join();
  };
}
