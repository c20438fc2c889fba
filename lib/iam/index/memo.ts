import { keptBy } from '@/lib/core/kept-by';
import type { Verdict } from '../evaluate/decide-question';
import type { Request } from '../evaluate/request';
import { callerAnswers, isSameTrace, roleAnswers, type Trace } from './trace';

/** A verdict, null for a denial, with what it came from. */
export type Judged = { verdict: Verdict | null; trace: Trace };

type Traced = { trace: Trace };

/** What was found by what it came from: first how a role answers a trace, then how a caller does. */
export type Memo<Found extends Traced = Judged> = {
  trace: Trace;
  byRole: Map<string, Map<string, Found>>;
}[];

/** What may hold for a role: that whose traces it answers as when it was found. */
export type MemoOfRole<Found extends Traced = Judged> = {
  trace: Trace;
  byCaller: Map<string, Found>;
}[];

export const memoOfRole = <Found extends Traced>(
  memo: Memo<Found>,
  request: () => Request,
): MemoOfRole<Found> =>
  memo.flatMap(({ trace, byRole }) => {
    const byCaller = byRole.get(roleAnswers(trace, request));
    return byCaller ? [{ trace, byCaller }] : [];
  });

export function recall<Found extends Traced>(
  memo: MemoOfRole<Found>,
  request: () => Request,
): Found | undefined {
  for (const { trace, byCaller } of memo) {
    const found = byCaller.get(callerAnswers(trace, request));
    if (found) return found;
  }
  return undefined;
}

/** Keeps what was found for the callers and roles that are alike. */
export function remember<Found extends Traced>(
  memo: Memo<Found>,
  ofRole: MemoOfRole<Found>,
  found: Found,
  request: () => Request,
): void {
  const { trace } = found;
  const known = memo.find((one) => isSameTrace(one.trace, trace));
  const { byRole } = known ?? { byRole: new Map<string, Map<string, Found>>() };
  if (!known) memo.push({ trace, byRole });
  const role = roleAnswers(trace, request);
  const byCaller = byRole.get(role) ?? new Map<string, Found>();
  if (!byRole.has(role)) {
    byRole.set(role, byCaller);
    ofRole.push({ trace, byCaller });
  }
  byCaller.set(callerAnswers(trace, request), found);
}

/** Memos by what is the same for all they hold. */
export type Memos<Found extends Traced = Judged> = (key: string) => Memo<Found>;

export const makeMemos = <Found extends Traced = Judged>(): Memos<Found> =>
  keptBy((_key: string): Memo<Found> => []);
