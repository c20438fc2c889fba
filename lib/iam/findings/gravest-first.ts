import type { Severity } from './catalogue';

const RANK: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Sorts findings by what somebody could do with them; those of one weight stay as they are. */
export const gravestFirst = (
  one: { severity: Severity },
  other: { severity: Severity },
): number => RANK[one.severity] - RANK[other.severity];
