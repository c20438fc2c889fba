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
  const rows = former.gains(worlds);
  // Where some lose the role, the verdict on all fell by theirs: it is not that of the others.
  const isOfAll = known.length === 0 && !rows.some(isFallen);
  const told = new Set(known.map(({ who }) => who.arn));
  const others = rows
    .filter(({ who }) => !told.has(who.arn))
    .flatMap((row): PlanGainView[] => {
      // A whole account was never asked for one by one.
      if (row.who.kind === 'account') return [{ ...row, today, after }];
      if (row.today === 'denied') return [];
      if (isOfAll) return [{ ...row, today, after }];
      return isFallen(row) ? [row] : [];
    });
  return [...known, ...others].slice(0, ROWS_MAX);
}

const isFallen = ({ today, after }: PlanGainView): boolean => riseOf(today, after) < 0;
