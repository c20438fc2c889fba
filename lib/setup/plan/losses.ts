import type { DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { PlanGainView } from '../plan-views';
import type { Access, Worlds } from '../recipes/recipe';
import { riseOf } from './turns';

type Verdict = { deck: DeckState };
type Former = Pick<Access, 'gains'> & {
  judge(facts: WorldFacts): Verdict;
  judgeAsker?(facts: WorldFacts, arn: string): Verdict | null;
};

/**
 * Who loses by a change what the crossing before let them do, beside those who are known to lose
 * the role itself: the same people to another bucket, holders of tokens, a vendor's account.
 */
export function lossesOf(
  former: Former,
  worlds: Worlds,
  known: PlanGainView[],
): PlanGainView[] {
  const today = former.judge(worlds.today).deck;
  const after = former.judge(worlds.after).deck;
  const rows = former.gains(worlds).map((row) => byItself(former, worlds, row));
  // A verdict on all is that of the worst: where one is denied already, only the rows tell.
  const hasFallen = riseOf(today, after) < 0;
  if (!hasFallen && !rows.some(isFallen)) return known;
  // Where some lose the role, the verdict on all fell by theirs: it is not that of the others.
  const isOfAll = known.length === 0 && !rows.some(isFallen);
  const told = new Set(known.map(({ who }) => who.arn));
  const others = rows
    .filter(({ who }) => !told.has(who.arn))
    .flatMap((row): PlanGainView[] => {
      const ofAll = hasFallen ? [{ ...row, today, after }] : [];
      // A whole account was never asked for one by one.
      if (row.who.kind === 'account') return ofAll;
      if (row.today === 'denied') return [];
      if (isOfAll) return ofAll;
      return isFallen(row) ? [row] : [];
    });
  return [...known, ...others];
}

const isFallen = ({ today, after }: PlanGainView): boolean => riseOf(today, after) < 0;

/** One who asks is judged to the end of the way: what the role lets do may be lost too. */
function byItself(former: Former, { today, after }: Worlds, row: PlanGainView) {
  const was = former.judgeAsker?.(today, row.who.arn)?.deck;
  const is = former.judgeAsker?.(after, row.who.arn)?.deck;
  return was && is ? { ...row, today: was, after: is } : row;
}
