import { arnGlobMatches, globMatches, wildcardGlob } from '../parse/glob';

/** `?` fits one character only, also where the covered pattern has a run: such pairs are left alone. */
const isPlain = (pattern: string): boolean => !pattern.includes('?');

/** Whether everything that fits one action pattern fits another. Never says so wrongly. */
export const coversAction = (wide: string, narrow: string): boolean =>
  isPlain(wide) && globMatches(wildcardGlob(wide.toLowerCase()), narrow.toLowerCase());

/**
 * Whether everything that fits one resource pattern fits another. Never says so wrongly:
 * variables stand for text that only the request knows.
 */
export function coversResource(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  const isKnown = isPlain(wide) && ![wide, narrow].some((text) => text.includes('${'));
  return isKnown && arnGlobMatches(wildcardGlob(wide), narrow);
}

/** The patterns that no other of them covers, in their order; of equal ones the first. */
export function withoutCovered(
  patterns: string[],
  covers: (wide: string, narrow: string) => boolean,
): string[] {
  return patterns.filter(
    (narrow, at) =>
      !patterns.some(
        (wide, other) =>
          other !== at && covers(wide, narrow) && (!covers(narrow, wide) || other < at),
      ),
  );
}
