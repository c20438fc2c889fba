import { globMatches, wildcardGlob } from '../parse/glob';

/** Every action that taking a role can need. A statement about none of them cannot bear on it. */
const TAKING_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
] as const;

type TakingAction = (typeof TAKING_ACTIONS)[number];

const LOWER = TAKING_ACTIONS.map((action) => action.toLowerCase());
const PATTERNS_KEPT_MAX = 50_000;
// Estates repeat a few thousand action patterns in hundreds of thousands of statements.
const maskOfPattern = new Map<string, number>();

const ALL = 2 ** TAKING_ACTIONS.length - 1;
// There are few combinations and many statements.
const actionsOfMask = Array.from({ length: ALL + 1 }, (_, mask) =>
  TAKING_ACTIONS.filter((_action, at) => (mask >> at) & 1),
);

/**
 * The taking actions that `Action` (or, negated, `NotAction`) covers, in a fixed order, so
 * that equal coverage has equal text.
 */
export function takingActionsOf(patterns: string[], isNegated: boolean): TakingAction[] {
  let mask = 0;
  for (const pattern of patterns) mask |= patternMask(pattern);
  return actionsOfMask[isNegated ? ALL & ~mask : mask] ?? [];
}

/** One bit an action, in the order of `TAKING_ACTIONS`. */
function patternMask(pattern: string): number {
  const known = maskOfPattern.get(pattern);
  if (known !== undefined) return known;
  const glob = wildcardGlob(pattern.toLowerCase());
  const mask = LOWER.reduce(
    (bits, action, at) => bits | (Number(globMatches(glob, action)) << at),
    0,
  );
  if (maskOfPattern.size >= PATTERNS_KEPT_MAX) maskOfPattern.clear();
  maskOfPattern.set(pattern, mask);
  return mask;
}
