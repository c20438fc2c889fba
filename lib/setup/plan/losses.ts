import type { DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { PlanGainView } from '../plan-views';
import type { Access, Worlds } from '../recipes/recipe';
import { riseOf } from './turns';

const ROWS_MAX = 20;

/**
 * Who loses by a change what the crossing before let them do, beside those who are known to lose
 * the role itself: the same people to another bucket, holders of tokens, a vendor's account.
 */
export function lossesOf(
  former: Pick<Access, 'gains'> & { judge(facts: WorldFacts): { deck: DeckState } },
  worlds: Worlds,
  known: PlanGainView[],
): PlanGainView[] {
  const today = former.judge(worlds.today).deck;
  const after = former.judge(worlds.after).deck;
  if (riseOf(today, after) >= 0) return known;
  const told = new Set(known.map(({ who }) => who.arn));
  const others = former
    .gains(worlds)
    // A whole account was never asked for one by one.
    .filter(({ who, today: was }) => was !== 'denied' || who.kind === 'account')
    .filter(({ who }) => !told.has(who.arn))
    .map((row) => ({ ...row, today, after }));
  return [...known, ...others].slice(0, ROWS_MAX);
}
