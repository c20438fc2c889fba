import type { PracticeStateStore } from '@/lib/ports';
import { decodeAccount, decodeHead, type SavedHead } from './codec';
import { type LiveWorld, LOG_CHUNKS, type LoggedCall, toLive } from './live-world';
import { PART } from './save-parts';
import { putInChunk } from './session-shelf';
import type { KeyState } from './session-types';
import type { World } from './types';

/** Texts of accounts that are in memory at once. */
const AT_ONCE = 16;

async function loadAccounts(
  store: PracticeStateStore,
  state: World,
  accountIds: string[],
): Promise<void> {
  for (let at = 0; at < accountIds.length; at += AT_ONCE) {
    const texts = accountIds
      .slice(at, at + AT_ONCE)
      .map((id) => store.load(PART.account(state, id)));
    for (const text of await Promise.all(texts)) {
      const saved = decodeAccount(text);
      if (!saved) continue;
      state.accounts.set(saved.account.id, saved.account);
      for (const key of saved.keys) state.keys.set(key.id, key);
    }
  }
}

async function loadSessions(
  store: PracticeStateStore,
  { state, shelf }: LiveWorld,
  chunks: number[],
): Promise<void> {
  for (const chunk of chunks) {
    const text = await store.load(PART.sessions(state, chunk));
    // written by saveSessions; lost with a process that was killed before its first save
    const keys = JSON.parse(text || '[]') as KeyState[];
    shelf.chunks.set(chunk, new Set());
    for (const key of keys) {
      state.keys.set(key.id, key);
      putInChunk(shelf, chunk, key.id);
    }
    shelf.open = Math.max(shelf.open, chunk);
  }
}

async function loadCalls(store: PracticeStateStore, live: LiveWorld): Promise<void> {
  const slots = Array.from({ length: LOG_CHUNKS }, (_, slot) =>
    store.load(PART.log(live.state, slot)),
  );
  const texts = await Promise.all(slots);
  // written by saveCall
  live.calls = texts
    .flatMap((text) => JSON.parse(text || '[]') as LoggedCall[])
    .sort((a, b) => a.seq - b.seq);
  live.lastSeq = live.calls.at(-1)?.seq ?? 0;
}

function bare({ accountIds: _, sessionChunks: __, ...head }: SavedHead): World {
  return { ...head, accounts: new Map(), keys: new Map() };
}

/**
 * A saved world, and whether it is in the one text of an earlier version; null when there
 * is none.
 */
export async function loadWorld(
  store: PracticeStateStore,
  id: string,
): Promise<{ live: LiveWorld; isOldText: boolean } | null> {
  const saved = decodeHead(await store.load(id));
  if (!saved) return null;
  if ('whole' in saved) {
    const live = toLive(saved.whole);
    for (const key of saved.whole.keys.values())
      if (key.token !== null) putInChunk(live.shelf, 0, key.id);
    return { live, isOldText: true };
  }
  const live = toLive(bare(saved.head));
  await loadAccounts(store, live.state, saved.head.accountIds);
  live.stored = new Set(live.state.accounts.keys());
  live.stale = new Set(live.state.accounts.keys());
  await loadSessions(store, live, saved.head.sessionChunks);
  await loadCalls(store, live);
  return { live, isOldText: false };
}
