import { pushTo } from '@/lib/core/push-to';
import type { PlanGainView } from '../plan-views';
import { sayCount } from '../say/sides';

const ROWS_MAX = 20;
const GROUPS_MAX = 50;

/**
 * Rows that a page can show: one by one while they are few, else those of one account that
 * fare alike in one row, `412 roles` in Tooling, by whatever way they get there where the ways
 * are many. What is over then is one row for each way of faring.
 */
export function groupRows(rows: PlanGainView[]): PlanGainView[] {
  if (rows.length <= ROWS_MAX) return rows;
  const byWay = grouped(rows);
  if (byWay.length <= GROUPS_MAX) return byWay;
  const anyWay = grouped(rows.map((row) => ({ ...row, how: 'in one of several ways' })));
  const over = anyWay.slice(GROUPS_MAX).map(inOtherAccounts);
  return [...anyWay.slice(0, GROUPS_MAX), ...grouped(over)];
}

function grouped(rows: PlanGainView[]): PlanGainView[] {
  const groups = new Map<string, PlanGainView[]>();
  for (const row of rows) pushTo(groups, keyOf(row), row);
  return [...groups.values()].map(inOne).sort((a, b) => countOf(b) - countOf(a));
}

const inOtherAccounts = (row: PlanGainView): PlanGainView => ({
  ...row,
  who: { ...row.who, accountId: null, accountName: 'other accounts', arn: '*' },
});

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
  const count = rows.reduce((sum, row) => sum + countOf(row), 0);
  return { ...first, who: { ...who, arn, name: sayCount(count, who.kind) }, count };
}
