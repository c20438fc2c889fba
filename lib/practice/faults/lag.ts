import { type AccountFacts, accountFacts } from '@/lib/iam/facts/account-facts';
import { collectedAccount } from '../world/collected';
import type { LiveWorld } from '../world/live-world';
import type { KeyState } from '../world/session-types';
import type { AccountState } from '../world/types';
import { faultsOf, isMeant } from './find-faults';

/** How long the changes of an account go unseen, in ms. */
export const lagOf = (live: LiveWorld, accountId: string): number =>
  live.faults.length === 0
    ? 0
    : 1000 *
      Math.max(
        0,
        ...faultsOf(live, 'consistency')
          .filter((fault) => isMeant(fault.accountId, accountId))
          .map(({ seconds }) => seconds),
      );

/** Accounts whose changes go unseen for a while. */
export const laggingIn = (live: LiveWorld): Set<string> =>
  new Set([...live.state.accounts.keys()].filter((id) => lagOf(live, id) > 0));

/** Facts that later changes of the account do not reach. */
export const frozenFacts = (account: AccountState): AccountFacts =>
  accountFacts(account.id, structuredClone(collectedAccount(account)), account.partition);

/** Remembers what a changed account is like now, when that is to be seen later only. */
export function rememberChange(live: LiveWorld, accountId: string): void {
  const lagMs = lagOf(live, accountId);
  const account = live.state.accounts.get(accountId);
  if (lagMs === 0 || !account) return;
  const snapshots = live.snapshots.get(accountId) ?? [];
  snapshots.push({ fromMs: live.now() + lagMs, facts: frozenFacts(account) });
  live.snapshots.set(accountId, snapshots);
}

/** The newest of what may be seen by now; what is older is dropped. */
export function seenByNow(live: LiveWorld, accountId: string): AccountFacts | null {
  const snapshots = live.snapshots.get(accountId) ?? [];
  const nowMs = live.now();
  const due = snapshots.filter(({ fromMs }) => fromMs <= nowMs);
  if (due.length > 0) live.snapshots.set(accountId, snapshots.slice(due.length));
  return due.at(-1)?.facts ?? null;
}

/** A new access key is not known everywhere at once; those of the control API are. */
export const isKeyUnseen = (live: LiveWorld, key: KeyState): boolean =>
  key.token === null &&
  !key.isHidden &&
  key.createdAt + lagOf(live, key.accountId) > live.now();
