import type { World } from './types';

/** One call in a world's log. Never holds a secret. */
export type LoggedCall = {
  seq: number;
  at: string;
  service: string;
  operation: string;
  accountId: string | null;
  principalArn: string | null;
  sessionName: string | null;
  /** `ok`, or AWS's error code. */
  outcome: string;
  requestId: string;
};

/** A refusal to give instead of the answer, `times` times. */
export type Fault = {
  service: string;
  operation: string;
  accountId?: string | undefined;
  code: string;
  status: number;
  message: string;
  times: number;
};

/** A world in use: its saved state and what lives only as long as the process. */
export type LiveWorld = {
  state: World;
  /** Grows with each write to an account; the key of everything cached about it. */
  revisions: Map<string, number>;
  calls: LoggedCall[];
  lastSeq: number;
  faults: Fault[];
  /** Replaced or removed: its late writes are not saved. */
  isGone: boolean;
};

const CALLS_KEPT = 10_000;

export const toLive = (state: World): LiveWorld => ({
  state,
  revisions: new Map(),
  calls: [],
  lastSeq: 0,
  faults: [],
  isGone: false,
});

export function logCall(live: LiveWorld, call: Omit<LoggedCall, 'seq'>): void {
  live.lastSeq += 1;
  live.calls.push({ seq: live.lastSeq, ...call });
  if (live.calls.length > CALLS_KEPT) live.calls.splice(0, CALLS_KEPT / 10);
}

/** The fault that is due for this call, used up by one; null when there is none. */
export function takeFault(
  live: LiveWorld,
  call: { service: string; operation: string; accountId: string },
): Fault | null {
  const fault = live.faults.find(
    ({ service, operation, accountId, times }) =>
      times > 0 &&
      service === call.service &&
      operation === call.operation &&
      (accountId === undefined || accountId === call.accountId),
  );
  if (!fault) return null;
  fault.times -= 1;
  return fault;
}
