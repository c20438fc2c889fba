import { pushTo } from '@/lib/core/push-to';
import type { PlanGainView } from '../plan-views';
import { sayCount } from '../say/sides';

const ROWS_MAX = 20;

/**
 * Rows that a page can show: one by one while they are few, else those of one account that
 * fare alike in one row, `412 roles` in Tooling.
 */
export function groupRows(rows: PlanGainView[]): PlanGainView[] {
  if (rows.length <= ROWS_MAX) return rows;
  const groups = new Map<string, PlanGainView[]>();
  for (const row of rows) pushTo(groups, keyOf(row), row);
  return [...groups.values()].map(inOne).sort((a, b) => countOf(b) - countOf(a));
}

/** How many principals a row tells of. */
const countOf = ({ count = 1 }: PlanGainView): number => count;

const keyOf = ({ who, how, today, after }: PlanGainView): string =>
  [who.accountId, who.kind, how, today, after].join('\n');

function inOne(rows: PlanGainView[]): PlanGainView {
  const [first] = rows;
  if (!first) throw new Error('A group has a row.');
  if (rows.length === 1) return first;
  const { who } = first;
  const arn = who.arn.replace(/(:(?:role|user)\/).*$/, '$1*');
  const name = sayCount(rows.length, who.kind);
  return { ...first, who: { ...who, arn, name }, count: rows.length };
}
