import { type Glob, resourceGlobMatches } from '../parse/glob';
import type { ParsedStatement } from '../parse/policy';
import type { Template } from '../parse/template';

/** Whether something reaches a role: surely, not at all, or as only the evaluator can tell. */
export type Reach = 'no' | 'maybe' | 'sure';

/** The roles that some statements are about, made ready for being asked often. */
export type RoleRange = {
  /** What statements with `Resource` list. */
  listed: Listed[];
  /** Statements with `NotResource`. */
  negated: ParsedStatement[];
  /** There may be statements that nobody read. */
  isUnread: boolean;
};

type Listed = {
  start: string;
  /** Null where every role that begins so is meant, or a variable decides. */
  glob: Glob | null;
  /** No condition and no variable stands in the way. */
  isSure: boolean;
};

export function rangeOf(statements: ParsedStatement[], isUnread: boolean): RoleRange {
  const range: RoleRange = { listed: [], negated: [], isUnread };
  for (const statement of statements) {
    const { resource, conditions } = statement;
    const isSure = conditions.length === 0;
    if (!resource) range.listed.push({ start: '', glob: null, isSure });
    else if (resource.isNegated) range.negated.push(statement);
    else for (const one of resource.patterns) range.listed.push(listedOf(one, isSure));
  }
  return range;
}

/** What a variable stands for is known of a caller, not of its policies. */
const listedOf = (pattern: Template, isUnconditional: boolean): Listed => ({
  start: startOf(pattern),
  glob: pattern.constant?.glob ?? null,
  isSure: isUnconditional && pattern.constant !== null,
});

/** Text that everything a pattern matches begins with. */
export function startOf({ constant, parts }: Template): string {
  if (constant) return constant.glob.start;
  const first = parts[0];
  return first?.kind === 'glob' ? first.glob.start : '';
}

/**
 * How statements reach a role: `sure` when one without conditions does, `maybe` when
 * conditions, variables or unread policies decide, `no` when the evaluator cannot say yes.
 */
export function reachOf(
  { listed, negated, isUnread }: RoleRange,
  roleArn: string,
): Reach {
  let best: Reach = isUnread ? 'maybe' : 'no';
  // Asked for nearly every principal and role: no list or object is made here.
  for (let at = 0; at < listed.length; at += 1) {
    const one = listed[at];
    if (!one || !lists(one, roleArn)) continue;
    if (one.isSure) return 'sure';
    best = 'maybe';
  }
  return negated.length === 0 ? best : reachOfNegated(negated, roleArn, best);
}

/** Most patterns begin unlike most roles. */
const lists = ({ start, glob }: Listed, roleArn: string): boolean =>
  roleArn.startsWith(start) && (!glob || resourceGlobMatches(glob, roleArn));

function reachOfNegated(
  statements: ParsedStatement[],
  roleArn: string,
  otherwise: 'no' | 'maybe',
): Reach {
  let best = otherwise;
  for (const { resource, conditions } of statements) {
    const fit = fitOf(resource?.patterns ?? [], roleArn);
    if (fit === 'no' && conditions.length === 0) return 'sure';
    if (fit !== 'sure') best = 'maybe';
  }
  return best;
}

/** Whether a pattern may fit a role. */
export const mayFit = (pattern: Template, roleArn: string): boolean =>
  fitOf([pattern], roleArn) !== 'no';

function fitOf(patterns: Template[], roleArn: string): Reach {
  let fit: Reach = 'no';
  for (const pattern of patterns) {
    if (!roleArn.startsWith(startOf(pattern))) continue;
    if (!pattern.constant) fit = 'maybe';
    else if (resourceGlobMatches(pattern.constant.glob, roleArn)) return 'sure';
  }
  return fit;
}
