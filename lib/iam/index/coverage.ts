import type { ParsedStatement } from '../parse/policy';
import type { Template } from '../parse/template';
import {
  type CompiledPolicies,
  type CompiledShelf,
  coversEverything,
} from './compiled-policies';
import { type Reach, type RoleRange, reachOf, startOf } from './role-range';

/** The roles that a caller's own policies may let it take. Denials are left aside. */
export type Coverage = {
  range: RoleRange;
  /**
   * Its own policies do nothing but allow: no denial, no boundary, nothing unread. Where they
   * surely allow, it fares like every other such caller under the same organization policies.
   */
  isPlain: boolean;
  /** Plain, and every role is covered: nothing of it has to be asked again. */
  isEverything: boolean;
  /** Its own policies and its boundary deny nothing, as far as anybody knows all of them. */
  deniesNothing: boolean;
  /** By what the roles that it can cover are found; null when it can be any. */
  targets: Targets | null;
};

/** What grants list: each pattern where it tells most. */
export type Targets = {
  roleArns: Set<string>;
  /** Accounts of whose roles some can be covered. */
  accounts: Set<string>;
  /** Patterns that leave the account open, by their texts. */
  patterns: Map<string, Template>;
};

export function coverageOf({ identity, boundary }: CompiledPolicies): Coverage {
  const isUnread = identity.unread.length > 0;
  const isPlain = !isUnread && !boundary && identity.denies.length === 0;
  return {
    range: identity.allowed,
    isPlain,
    isEverything: isPlain && identity.allows.some(coversEverything),
    deniesNothing: deniesNothing(identity) && (!boundary || deniesNothing(boundary)),
    targets: isUnread ? null : targetsOf(identity.allows),
  };
}

const deniesNothing = ({ denies, unread }: CompiledShelf): boolean =>
  denies.length + unread.length === 0;

const ROLE_OF_ACCOUNT = /^arn:[^:]*:iam::(\d{12}):/;

function targetsOf(grants: ParsedStatement[]): Targets | null {
  const targets: Targets = {
    roleArns: new Set(),
    accounts: new Set(),
    patterns: new Map(),
  };
  for (const { resource } of grants) {
    if (!resource || resource.isNegated) return null;
    for (const pattern of resource.patterns) addTarget(targets, pattern);
  }
  return targets;
}

function addTarget({ roleArns, accounts, patterns }: Targets, pattern: Template): void {
  const { raw, constant } = pattern;
  const accountId = ROLE_OF_ACCOUNT.exec(startOf(pattern))?.[1];
  if (constant && !constant.glob.hasWildcards) roleArns.add(constant.glob.tokens);
  else if (accountId) accounts.add(accountId);
  else patterns.set(raw, pattern);
}

/** How its own policies, denials aside, cover a role. */
export const coverOf = ({ range }: Coverage, roleArn: string): Reach =>
  reachOf(range, roleArn);
