import { resourceGlobMatches } from '../parse/glob';
import type { ParsedStatement, ResourceBlock } from '../parse/policy';
import type { Template } from '../parse/template';
import { type CompiledPolicies, coversEverything } from './compiled-policies';

/** The roles that a caller's own policies may let it take. Denials are left aside. */
export type Coverage = {
  grants: { resource: ResourceBlock | null; isUnconditional: boolean }[];
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
};

export function coverageOf({ identity, boundary }: CompiledPolicies): Coverage {
  const grants = identity.allows.map(grantOf);
  const isUnread = identity.unread.length > 0;
  const isPlain = !isUnread && !boundary && identity.denies.length === 0;
  return {
    grants,
    isUnread,
    isPlain,
    isEverything: isPlain && identity.allows.some(coversEverything),
    accounts: isUnread ? null : accountsOf(grants),
  };
}

const grantOf = ({ resource, conditions }: ParsedStatement) => ({
  resource,
  isUnconditional: conditions.length === 0,
});

const ROLE_OF_ACCOUNT = /^arn:[^:]*:iam::(\d{12}):/;

function accountsOf(grants: Coverage['grants']): Set<string> | null {
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

/** Text that everything a pattern matches begins with. */
const startOf = ({ constant, parts: [first] }: Template): string => {
  if (constant) return constant.glob.start;
  return first?.kind === 'glob' ? first.glob.start : '';
};

/**
 * Whether a coverage reaches a role: `sure` when a grant without conditions does, `maybe` when
 * conditions, variables or unread policies decide, `no` when the evaluator cannot say yes.
 */
export function coverOf(
  { grants, isUnread }: Coverage,
  roleArn: string,
): 'no' | 'maybe' | 'sure' {
  let best: 'no' | 'maybe' = isUnread ? 'maybe' : 'no';
  for (const { resource, isUnconditional } of grants) {
    const reach = reachOf(resource, roleArn);
    if (reach === 'sure' && isUnconditional) return 'sure';
    if (reach !== 'no') best = 'maybe';
  }
  return best;
}

function reachOf(
  resource: ResourceBlock | null,
  roleArn: string,
): 'no' | 'maybe' | 'sure' {
  if (!resource) return 'sure';
  const { patterns, isNegated } = resource;
  if (patterns.some((pattern) => coversSurely(pattern, roleArn))) {
    return isNegated ? 'no' : 'sure';
  }
  if (patterns.some((pattern) => coversPerhaps(pattern, roleArn))) return 'maybe';
  return isNegated ? 'sure' : 'no';
}

const coversSurely = ({ constant }: Template, roleArn: string): boolean =>
  constant !== null && resourceGlobMatches(constant.glob, roleArn);

/** What a variable stands for is known of a caller, not of its policies. */
const coversPerhaps = (pattern: Template, roleArn: string): boolean =>
  !pattern.constant && roleArn.startsWith(startOf(pattern));
