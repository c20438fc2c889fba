import { encodeAccount, encodeHead } from './codec';
import { callsOfChunk, chunkOfCall, type LiveWorld, LOG_CHUNKS } from './live-world';
import { longTermKeys, takeUnsavedKeys } from './make-key';
import type { Saver } from './saver';
import { shelve, unshelve } from './session-shelf';
import type { KeyState } from './session-types';
import type { World } from './types';

/** A world's texts: the head has the world's id as its name, which can hold no colon. */
export const PART = {
  head: ({ id }: World): string => id,
  account: ({ id, tag }: World, accountId: string): string =>
    `${id}:${tag}:account:${accountId}`,
  sessions: ({ id, tag }: World, chunk: number): string =>
    `${id}:${tag}:sessions:${chunk}`,
  /** Content of objects, kept apart from the account that refers to it. */
  blob: ({ id, tag }: World, blobId: string): string => `${id}:${tag}:blob:${blobId}`,
  log: ({ id, tag }: World, slot: number): string => `${id}:${tag}:log:${slot}`,
};

const DAY_MS = 24 * 3600_000;
/** Sessions and the log may be lost with the process; gathering makes them cheap. */
const LAZY_MS = 1_000;

type Saving = { saver: Saver };

/** Names of a world's accounts. */
export const isAccountOf = ({ id, tag }: World): ((name: string) => boolean) => {
  const prefix = `${id}:${tag}:account:`;
  return (name) => name.startsWith(prefix);
};

/** Saves organisation, clock and sign-ins; not before the accounts they speak of. */
export function saveHead(
  saving: Saving,
  live: LiveWorld,
  how: { isUrgent: boolean; onStored?: () => void },
): void {
  const { state, shelf } = live;
  const { saver } = saving;
  if (live.isGone) return;
  if (how.isUrgent) live.isHeadUrgent = true;
  const encode = () => {
    live.isHeadUrgent = false;
    for (const chunk of forgetExpired(live)) dropSessions(saver, state, chunk);
    for (const id of state.accounts.keys())
      if (!live.stored.has(id)) saveAccount(saving, live, id);
    return encodeHead(state, shelf.chunks.keys());
  };
  saver.schedule(PART.head(state), encode, {
    after: isAccountOf(state),
    ...(!how.isUrgent && { delayMs: LAZY_MS }),
    ...(how.onStored && { onStored: how.onStored }),
  });
}

export function saveAccount({ saver }: Saving, live: LiveWorld, accountId: string): void {
  const { state } = live;
  if (live.isGone) return;
  live.stored.add(accountId);
  saver.schedule(PART.account(state, accountId), () => {
    const account = state.accounts.get(accountId);
    return account ? encodeAccount(account, longTermKeys(state, accountId)) : '';
  });
}

function saveSessions(
  { saver }: Saving,
  { state, shelf }: LiveWorld,
  chunk: number,
): void {
  const encode = () =>
    JSON.stringify(
      [...(shelf.chunks.get(chunk) ?? [])].flatMap((id) => state.keys.get(id) ?? []),
    );
  saver.schedule(PART.sessions(state, chunk), encode, { delayMs: LAZY_MS });
}

const dropSessions = (saver: Saver, state: World, chunk: number): void =>
  saver.schedule(PART.sessions(state, chunk), () => '');

/** Saves what was made since the last time: a long-term key with its account. */
export function saveNewKeys(saving: Saving, live: LiveWorld): void {
  const made = takeUnsavedKeys(live.state);
  if (live.isGone) return;
  for (const key of made) {
    if (key.token === null) saveAccount(saving, live, key.accountId);
    else {
      const { chunk, isNew } = shelve(live.shelf, key);
      saveSessions(saving, live, chunk);
      if (isNew) saveHead(saving, live, { isUrgent: false });
    }
  }
}

/** Saves a key that was changed after it was made. */
export function saveKey(saving: Saving, live: LiveWorld, key: KeyState): void {
  if (live.isGone) return;
  const chunk = live.shelf.chunkOf.get(key.id);
  if (key.token === null) saveAccount(saving, live, key.accountId);
  else if (chunk !== undefined) saveSessions(saving, live, chunk);
}

/** Saves the part of the log that a call stands in. */
export function saveCall({ saver }: Saving, live: LiveWorld, seq: number): void {
  if (live.isGone) return;
  const chunk = chunkOfCall(seq);
  const encode = () => JSON.stringify(callsOfChunk(live, chunk));
  const name = PART.log(live.state, chunk % LOG_CHUNKS);
  saver.schedule(name, encode, { delayMs: LAZY_MS });
}

/** Saves the whole world; `onStored` comes once it would be there after a restart. */
export function saveAll(saving: Saving, live: LiveWorld, onStored?: () => void): void {
  for (const accountId of live.state.accounts.keys())
    saveAccount(saving, live, accountId);
  saveNewKeys(saving, live);
  for (const chunk of live.shelf.chunks.keys()) saveSessions(saving, live, chunk);
  saveHead(saving, live, { isUrgent: true, ...(onStored && { onStored }) });
}

/** Stores what was changed, but for sessions and the log; resolves when that was tried. */
export async function flushWorld({ saver }: Saving, live: LiveWorld): Promise<void> {
  await saver.flush(isAccountOf(live.state));
  if (live.isHeadUrgent) await saver.flushOne(PART.head(live.state));
}

/** Drops a world's texts; its head must be stored as gone or replaced before. */
export function dropParts({ saver }: Saving, { state, shelf }: LiveWorld): void {
  const names = [
    ...Array.from(state.accounts.keys(), (id) => PART.account(state, id)),
    ...Array.from(shelf.chunks.keys(), (chunk) => PART.sessions(state, chunk)),
    ...Array.from({ length: LOG_CHUNKS }, (_, slot) => PART.log(state, slot)),
  ];
  for (const name of names) saver.schedule(name, () => '');
}

/**
 * Drops keys and sign-ins long past their end; for a day they still answer "expired". Tells
 * which texts of sessions are empty now.
 */
function forgetExpired({ state, shelf, now }: LiveWorld): number[] {
  const limit = now() - DAY_MS;
  const emptied: number[] = [];
  for (const [id, { expiresAt }] of state.keys) {
    if (expiresAt === null || expiresAt >= limit) continue;
    state.keys.delete(id);
    const chunk = unshelve(shelf, id);
    if (chunk !== null) emptied.push(chunk);
  }
  for (const [id, { expiresAt }] of state.signIns)
    if (expiresAt < limit) state.signIns.delete(id);
  return emptied;
}
