import type { PracticeStateStore } from '@/lib/ports';
import { buildSeed } from '../seed/build-seed';
import { type Blobs, createBlobs } from './blobs';
import { blobIdsIn } from './bucket-state';
import { decodeWorld, encodeWorld } from './codec';
import { type LiveWorld, toLive } from './live-world';
import { createSaver, type Saver } from './saver';
import type { SeedName } from './types';
import { createWorldIndex, type WorldIndex } from './world-index';

const DAY_MS = 24 * 3600_000;

/** All practice worlds of this process, loaded when first needed. */
export type Worlds = {
  now: () => number;
  saver: Saver;
  store: PracticeStateStore;
  blobs: Blobs;
  index: WorldIndex;
  /** Worlds loaded or being loaded; one promise an id, so that nothing is made twice. */
  loaded: Map<string, Promise<LiveWorld | null>>;
};

export function createWorlds(deps: {
  store: PracticeStateStore;
  now: () => number;
  log: (line: string) => void;
}): Worlds {
  const saver = createSaver(deps.store, deps.log);
  return {
    now: deps.now,
    store: deps.store,
    saver,
    blobs: createBlobs(deps.store, saver),
    index: createWorldIndex(deps.store, saver),
    loaded: new Map(),
  };
}

function remember<T extends LiveWorld | null>(
  worlds: Worlds,
  id: string,
  world: Promise<T>,
): Promise<T> {
  worlds.loaded.set(id, world);
  const drop = () => {
    if (worlds.loaded.get(id) === world) worlds.loaded.delete(id);
  };
  world.then((live) => live ?? drop(), drop);
  return world;
}

export const findWorld = (worlds: Worlds, id: string): Promise<LiveWorld | null> =>
  worlds.loaded.get(id) ??
  remember(
    worlds,
    id,
    worlds.store.load(id).then((text) => {
      const state = decodeWorld(text);
      return state && toLive(state);
    }),
  );

/** The world whose keys and sign-in secrets begin with this tag. */
export async function findWorldByTag(
  worlds: Worlds,
  tag: string,
): Promise<LiveWorld | null> {
  const id = await worlds.index.worldOf(tag);
  const live = id === undefined ? null : await findWorld(worlds, id);
  return live?.state.tag === tag ? live : null;
}

async function makeWorld(worlds: Worlds, id: string, seed: SeedName): Promise<LiveWorld> {
  const tag = await worlds.index.retag(id);
  const live = toLive(buildSeed(seed, { id, tag, nowMs: worlds.now() }));
  touch(worlds, live);
  return live;
}

/** Makes the world from its seed when it is not there yet. */
export async function ensureWorld(
  worlds: Worlds,
  id: string,
  seed: SeedName,
): Promise<LiveWorld> {
  const before = findWorld(worlds, id);
  const world = before.then((live) => live ?? makeWorld(worlds, id, seed));
  return remember(worlds, id, world);
}

/** The world is replaced or removed: its late writes are not saved, its blobs not kept. */
function leave(worlds: Worlds, live: LiveWorld): void {
  live.isGone = true;
  worlds.blobs.drop(live.state.id, blobIdsIn(live.state.accounts.values()));
}

/** Puts the seed back; every key and session of the world ends. */
export async function resetWorld(worlds: Worlds, id: string): Promise<LiveWorld | null> {
  const live = await findWorld(worlds, id);
  if (!live) return null;
  leave(worlds, live);
  const world = makeWorld(worlds, id, live.state.seed);
  return remember(worlds, id, world);
}

export async function removeWorld(worlds: Worlds, id: string): Promise<void> {
  const live = await findWorld(worlds, id);
  if (live) leave(worlds, live);
  worlds.loaded.set(id, Promise.resolve(null));
  await worlds.index.forget(id);
  worlds.saver.schedule(id, () => '');
}

/** Says that the world changed; with an account, that what is derived from it is stale. */
export function touch(worlds: Worlds, live: LiveWorld, accountId?: string): void {
  if (accountId !== undefined)
    live.revisions.set(accountId, (live.revisions.get(accountId) ?? 0) + 1);
  if (live.isGone) return;
  worlds.saver.schedule(live.state.id, () => {
    forgetExpired(live, worlds.now());
    return encodeWorld(live.state);
  });
}

/** Drops keys and sign-ins long past their end; for a day they still answer "expired". */
function forgetExpired({ state }: LiveWorld, nowMs: number): void {
  const limit = nowMs + state.clockOffsetMs - DAY_MS;
  for (const [id, { expiresAt }] of state.keys)
    if (expiresAt !== null && expiresAt < limit) state.keys.delete(id);
  for (const [id, { expiresAt }] of state.signIns)
    if (expiresAt < limit) state.signIns.delete(id);
}
