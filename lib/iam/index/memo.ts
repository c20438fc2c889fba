import { keptBy } from '@/lib/core/kept-by';
import type { Verdict } from '../evaluate/decide-question';
import type { Request } from '../evaluate/request';
import { callerAnswers, isSameTrace, roleAnswers, type Trace } from './trace';

/** A verdict, null for a denial, with what it came from. */
export type Judged = { verdict: Verdict | null; trace: Trace };

/** Verdicts by what they came from: first how a role answers a trace, then how a caller does. */
export type Memo = { trace: Trace; byRole: Map<string, Map<string, Judged>> }[];

/** The verdicts that may hold for a role: those whose traces it answers as when they came. */
export type MemoOfRole = { trace: Trace; byCaller: Map<string, Judged> }[];

export const memoOfRole = (memo: Memo, request: () => Request): MemoOfRole =>
  memo.flatMap(({ trace, byRole }) => {
    const byCaller = byRole.get(roleAnswers(trace, request));
    return byCaller ? [{ trace, byCaller }] : [];
  });

export function recall(memo: MemoOfRole, request: () => Request): Judged | undefined {
  for (const { trace, byCaller } of memo) {
    const judged = byCaller.get(callerAnswers(trace, request));
    if (judged) return judged;
  }
  return undefined;
}

/** Keeps a verdict for the callers and roles that are alike. */
export function remember(
  memo: Memo,
  ofRole: MemoOfRole,
  judged: Judged,
  request: () => Request,
): void {
  const { trace } = judged;
  const known = memo.find((one) => isSameTrace(one.trace, trace));
  const { byRole } = known ?? { byRole: new Map<string, Map<string, Judged>>() };
  if (!known) memo.push({ trace, byRole });
  const role = roleAnswers(trace, request);
  const byCaller = byRole.get(role) ?? new Map<string, Judged>();
  if (!byRole.has(role)) {
    byRole.set(role, byCaller);
    ofRole.push({ trace, byCaller });
  }
  byCaller.set(callerAnswers(trace, request), judged);
}

/** Memos by what is the same for all they hold. */
export type Memos = (key: string) => Memo;

export const makeMemos = (): Memos => keptBy((_key: string): Memo => []);
