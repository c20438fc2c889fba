import { resourceGlobMatches } from '../parse/glob';
import type { ParsedStatement, ResourceBlock } from '../parse/policy';
import type { Template } from '../parse/template';
import { type CompiledPolicies, coversEverything } from './compiled-policies';

/** The roles that a caller's own policies may let it take. Denials are left aside. */
export type Coverage = {
  grants: ParsedStatement[];
  /** Nobody knows all its policies: it may be allowed more, and may be denied. */
  isUnread: boolean;
  /**
   * Its own policies do nothing but allow: no denial, no boundary, nothing unread. Where they
   * surely allow, it fares like every other such caller under the same organization policies.
   */
  isPlain: boolean;
  /** Plain, and every role is covered: nothing of it has to be asked again. */
  isEverything: boolean;
  /** The only accounts whose roles it can cover; null when it can be any. */
  accounts: Set<string> | null;
  /** The only roles it can cover, where every one is named by its ARN; else null. */
  roleArns: Set<string> | null;
};

export function coverageOf({ identity, boundary }: CompiledPolicies): Coverage {
  const grants = identity.allows;
  const isUnread = identity.unread.length > 0;
  const isPlain = !isUnread && !boundary && identity.denies.length === 0;
  return {
    grants,
    isUnread,
    isPlain,
    isEverything: isPlain && identity.allows.some(coversEverything),
    accounts: isUnread ? null : accountsOf(grants),
    roleArns: isUnread ? null : roleArnsOf(grants),
  };
}

const ROLE_OF_ACCOUNT = /^arn:[^:]*:iam::(\d{12}):/;

function accountsOf(grants: ParsedStatement[]): Set<string> | null {
  const accounts = new Set<string>();
  for (const { resource } of grants) {
    if (!resource || resource.isNegated) return null;
    for (const pattern of resource.patterns) {
      const accountId = ROLE_OF_ACCOUNT.exec(startOf(pattern))?.[1];
      if (!accountId) return null;
      accounts.add(accountId);
    }
  }
  return accounts;
}

function roleArnsOf(grants: ParsedStatement[]): Set<string> | null {
  const roleArns = new Set<string>();
  for (const { resource } of grants) {
    if (!resource || resource.isNegated) return null;
    for (const { constant } of resource.patterns) {
      if (!constant || constant.glob.hasWildcards) return null;
      roleArns.add(constant.glob.tokens);
    }
  }
  return roleArns;
}

/** Text that everything a pattern matches begins with. */
const startOf = ({ constant, parts: [first] }: Template): string => {
  if (constant) return constant.glob.start;
  return first?.kind === 'glob' ? first.glob.start : '';
};

/** Whether something reaches a role: surely, not at all, or as only the evaluator can tell. */
export type Reach = 'no' | 'maybe' | 'sure';

/**
 * Whether a coverage reaches a role: `sure` when a grant without conditions does, `maybe` when
 * conditions, variables or unread policies decide, `no` when the evaluator cannot say yes.
 */
export const coverOf = ({ grants, isUnread }: Coverage, roleArn: string): Reach =>
  reachOfAny(grants, roleArn, isUnread);

/** Whether any of some statements reaches a role, or one that nobody read may. */
export function reachOfAny(
  statements: ParsedStatement[],
  roleArn: string,
  isUnread: boolean,
): Reach {
  let best: Reach = isUnread ? 'maybe' : 'no';
  for (const { resource, conditions } of statements) {
    const reach = reachOf(resource, roleArn);
    if (reach === 'sure' && conditions.length === 0) return 'sure';
    if (reach !== 'no') best = 'maybe';
  }
  return best;
}

function reachOf(resource: ResourceBlock | null, roleArn: string): Reach {
  if (!resource) return 'sure';
  const fit = fitOf(resource.patterns, roleArn);
  if (!resource.isNegated || fit === 'maybe') return fit;
  return fit === 'sure' ? 'no' : 'sure';
}

/** What a variable stands for is known of a caller, not of its policies. */
function fitOf(patterns: Template[], roleArn: string): Reach {
  let fit: Reach = 'no';
  for (const pattern of patterns) {
    const { constant } = pattern;
    if (constant && resourceGlobMatches(constant.glob, roleArn)) return 'sure';
    if (!constant && roleArn.startsWith(startOf(pattern))) fit = 'maybe';
  }
  return fit;
}
