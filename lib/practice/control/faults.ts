import * as z from 'zod';
import { callerOf } from '../authorize/caller';
import { factsOf, holdFacts } from '../authorize/facts';
import type { Fault } from '../faults/fault';
import { FaultsInput } from '../faults/fault';
import { addFaults } from '../faults/find-faults';
import { laggingIn } from '../faults/lag';
import { queryValue, type WireRequest } from '../wire/request';
import type { LiveWorld } from '../world/live-world';
import { saveKey } from '../world/save-parts';
import type { KeyState } from '../world/session-types';
import type { Worlds } from '../world/worlds';

/** Puts faults in force; tells all that are. */
export function orderFaults(live: LiveWorld, body: unknown): Fault[] {
  const { faults } = FaultsInput.parse(body);
  const before = laggingIn(live);
  // what was written until now is seen at once
  factsOf(live);
  addFaults(live, faults);
  holdFacts(
    live,
    [...laggingIn(live)].filter((id) => !before.has(id)),
  );
  return live.faults;
}

/** Clears one fault by its number, or all; tells what is left. */
export function clearFaults(live: LiveWorld, request: WireRequest): Fault[] {
  const id = queryValue(request, 'id');
  const before = laggingIn(live);
  live.faults =
    id === undefined ? [] : live.faults.filter((fault) => String(fault.id) !== id);
  const after = laggingIn(live);
  for (const accountId of before)
    if (!after.has(accountId)) {
      live.snapshots.delete(accountId);
      live.stale.add(accountId);
    }
  if (live.faults.length === 0) live.shares.clear();
  return live.faults;
}

const ExpireInput = z.strictObject({
  /** A user, a role or one of its sessions; everybody's sessions when absent. */
  principalArn: z.string().optional(),
});

/** Whether a key is of the user or role with this ARN, or of the one session that it names. */
function isOf(live: LiveWorld, key: KeyState, arn: string): boolean {
  const caller = callerOf(live.state, key);
  if (!caller) return false;
  const holder = caller.kind === 'role' ? caller.role : caller.user;
  return caller.arn === arn || holder.arn === arn;
}

/** Ends the sessions of a principal now; tells how many. */
export function expireSessions(worlds: Worlds, live: LiveWorld, body: unknown): number {
  const { principalArn } = ExpireInput.parse(body);
  const nowMs = live.now();
  const ended = [...live.state.keys.values()].filter(
    (key) =>
      key.expiresAt !== null &&
      key.expiresAt > nowMs &&
      (principalArn === undefined || isOf(live, key, principalArn)),
  );
  for (const key of ended) {
    key.expiresAt = nowMs;
    saveKey(worlds, live, key);
  }
  return ended.length;
}
