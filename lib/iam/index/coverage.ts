import type { ParsedStatement } from '../parse/policy';
import type { Template } from '../parse/template';
import {
  type CompiledPolicies,
  type CompiledShelf,
  coversEverything,
} from './compiled-policies';
import { type Reach, type RoleRange, reachOf } from './role-range';

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
  /** All that its grants list; null when it can cover any role. */
  targets: Template[] | null;
  fold: Fold | null;
};

/**
 * How callers fare alike that have one boundary and like limits: what their own policies
 * deny is known and sure, and so is what they grant. Null for those who have to be looked at by
 * themselves.
 *
 * - `everything`: every role is covered.
 * - `others`: every role but those that fit a pattern. Of these nothing is covered that does not
 *   fit `rest`.
 * - `listed`: every role that fits a pattern.
 *
 * Roles that fit `rest` have to be looked at one by one: other grants, conditions and variables
 * decide.
 */
export type Fold =
  | { covers: 'everything' }
  | { covers: 'others'; but: Template[]; rest: Template[] }
  | { covers: 'listed'; patterns: Template[]; rest: Template[] };

export function coverageOf({ identity, boundary }: CompiledPolicies): Coverage {
  const isUnread = identity.unread.length > 0;
  const isUndenied = deniesNothing(identity);
  const isPlain = isUndenied && !boundary;
  return {
    range: identity.allowed,
    isPlain,
    isEverything: isPlain && identity.allows.some(coversEverything),
    deniesNothing: isUndenied && (!boundary || deniesNothing(boundary)),
    targets: isUnread ? null : targetsOf(identity.allows),
    fold: foldOf(identity),
  };
}

const deniesNothing = ({ denies, unread }: CompiledShelf): boolean =>
  denies.length + unread.length === 0;

function foldOf({ allows, denies, unread }: CompiledShelf): Fold | null {
  const denied = surePatterns(denies);
  if (unread.length > 0 || !denied) return null;
  const isEvery = allows.some(coversEverything);
  if (isEvery && denied.length === 0) return { covers: 'everything' };
  if (isEvery) return { covers: 'others', but: denied, rest: [] };
  const negated = allows.find((one) => surePatterns([one], true));
  if (negated?.resource) {
    const but = [...negated.resource.patterns, ...denied];
    return { covers: 'others', but, rest: allows.length > 1 ? but : [] };
  }
  return denied.length === 0 ? foldOfListed(allows) : null;
}

function foldOfListed(grants: ParsedStatement[]): Fold | null {
  const targets = targetsOf(grants);
  if (!targets) return null;
  const sure = new Set(grants.flatMap(sureTargets));
  const twins = new Map([...sure].map((one) => [one.constant?.glob.tokens, one]));
  const rest = targets.filter((pattern) => !sure.has(pattern));
  return { covers: 'listed', patterns: [...twins.values()], rest };
}

const sureTargets = ({ conditions, resource }: ParsedStatement): Template[] =>
  conditions.length === 0 && resource ? resource.patterns.filter(isConstant) : [];

/** What statements list; null where a condition or a variable decides, or one lists otherwise. */
function surePatterns(
  statements: ParsedStatement[],
  isNegated = false,
): Template[] | null {
  const found: Template[] = [];
  for (const { conditions, resource } of statements) {
    const isSure = conditions.length === 0 && resource?.isNegated === isNegated;
    if (!isSure || !resource.patterns.every(isConstant)) return null;
    found.push(...resource.patterns);
  }
  return found;
}

const isConstant = ({ constant }: Template): boolean => constant !== null;

function targetsOf(grants: ParsedStatement[]): Template[] | null {
  const targets: Template[] = [];
  for (const { resource } of grants) {
    if (!resource || resource.isNegated) return null;
    targets.push(...resource.patterns);
  }
  return targets;
}

/** How its own policies, denials aside, cover a role. */
export const coverOf = ({ range }: Coverage, roleArn: string): Reach =>
  reachOf(range, roleArn);
