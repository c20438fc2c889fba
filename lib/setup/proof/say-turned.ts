import { sayTime } from '@/lib/core/say-time';
import type { ProofCheckView, ProofView } from '../schema';

const WORDS: Record<ProofCheckView['outcome'], string> = {
  works: 'worked',
  denied: 'was denied',
  'not-tested': 'was not tested',
};

/**
 * What a proof found otherwise than the one before it, a sentence each. A red proof after a red
 * one that adds nothing keeps telling what had changed.
 */
export function sayTurned(before: ProofView | null, now: ProofView): string[] {
  if (!before) return [];
  const turned = now.checks.flatMap((check) => {
    const was = before.checks.find(({ id }) => id === check.id);
    return was && isTurned(was, check) ? turnOf(was, check, before.ranAt) : [];
  });
  return turned.length === 0 && now.state === 'red' ? (before.turned ?? []) : turned;
}

const isTurned = (was: ProofCheckView, check: ProofCheckView): boolean =>
  was.outcome !== check.outcome &&
  was.outcome !== 'not-tested' &&
  check.outcome !== 'not-tested';

const turnOf = (was: ProofCheckView, check: ProofCheckView, ranAt: string): string =>
  `${check.sentence}: ${WORDS[was.outcome]} at ${sayTime(ranAt)}, now it ${check.outcome === 'works' ? 'works' : 'is denied'}.`;
