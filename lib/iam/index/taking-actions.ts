import { globMatches, wildcardGlob } from '../parse/glob';
import { areTexts, type JsonObject } from '../parse/values';

/** Every action that taking a role can need. A statement about none of them cannot bear on it. */
const TAKING_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
] as const;

export type TakingAction = (typeof TAKING_ACTIONS)[number];

const LOWER = TAKING_ACTIONS.map((action) => action.toLowerCase());
/** The bit that a small letter has and its capital has not; the wildcards have it too. */
const LOWER_CASE = 32;
const [LETTER_S, LETTER_T, STAR, QUESTION_MARK] = [115, 116, 42, 63];
const PATTERNS_KEPT_MAX = 50_000;
// Estates repeat a few thousand action patterns in hundreds of thousands of statements.
const maskOfPattern = new Map<string, number>();

const ALL = 2 ** TAKING_ACTIONS.length - 1;
// There are few combinations and many statements.
const actionsOfMask = Array.from({ length: ALL + 1 }, (_, mask) =>
  TAKING_ACTIONS.filter((_action, at) => (mask >> at) & 1),
);

/**
 * The taking actions that a statement is about, in a fixed order, so that equal coverage has
 * equal text.
 */
export function takingActionsOf({ Action, NotAction }: JsonObject): TakingAction[] {
  const isNegated = NotAction !== undefined;
  const given = isNegated ? NotAction : Action;
  let mask = 0;
  if (typeof given === 'string') mask = maskOf(given);
  else if (areTexts(given)) {
    for (let at = 0; at < given.length; at += 1) mask |= maskOf(given[at] ?? '');
  }
  return actionsOfMask[isNegated ? ALL & ~mask : mask] ?? [];
}

/** One bit an action, in the order of `TAKING_ACTIONS`. */
const maskOf = (pattern: string): number =>
  mayBeSts(pattern) ? (maskOfPattern.get(pattern) ?? readPattern(pattern)) : 0;

/** Most patterns cannot be about STS, and their first letters show it. */
function mayBeSts(pattern: string): boolean {
  const first = pattern.charCodeAt(0) | LOWER_CASE;
  if (first === STAR) return true;
  if (first !== LETTER_S && first !== QUESTION_MARK) return false;
  const second = pattern.charCodeAt(1) | LOWER_CASE;
  return second === LETTER_T || second === STAR || second === QUESTION_MARK;
}

function readPattern(pattern: string): number {
  const glob = wildcardGlob(pattern.toLowerCase());
  const mask = LOWER.reduce(
    (bits, action, at) => bits | (Number(globMatches(glob, action)) << at),
    0,
  );
  if (maskOfPattern.size >= PATTERNS_KEPT_MAX) maskOfPattern.clear();
  maskOfPattern.set(pattern, mask);
  return mask;
}
