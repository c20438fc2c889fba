import type { PracticeStateStore } from '@/lib/ports';
import { rememberChange } from '../faults/lag';
import { buildSeed } from '../seed/build-seed';
import { AwsError } from '../wire/aws-error';
import { type Blobs, createBlobs, heldBlobs } from './blobs';
import { blobIdsIn } from './bucket-state';
import { type LiveWorld, toLive } from './live-world';
import { loadWorld } from './load-world';
import {
  dropParts,
  saveAccount,
  saveAll,
  saveCall,
  saveHead,
  saveNewKeys,
} from './save-parts';
import { createSaver, FORGETFUL, type Saver } from './saver';
import type { World } from './types';
import { createWorldIndex, type WorldIndex } from './world-index';

/** All practice worlds of this process, loaded when first needed. */
export type Worlds = {
  now: () => number;
  saver: Saver;
  store: PracticeStateStore;
  blobs: Blobs;
  index: WorldIndex;
  /** Worlds loaded or being loaded; one promise an id, so that nothing is made twice. */
  loaded: Map<string, Promise<LiveWorld | null>>;
  folderSeed: FolderSeed | undefined;
};

/** Builds a world from accounts that were collected elsewhere. */
export type FolderSeed = (about: { id: string; nowMs: number }) => World;

const NOWHERE: PracticeStateStore = { load: async () => null, save: async () => {} };

export function createWorlds(deps: {
  /** Absent: the worlds live as long as the process. */
  store: PracticeStateStore | undefined;
  now: () => number;
  log: (line: string) => void;
  folderSeed?: FolderSeed | undefined;
}): Worlds {
  const { store = NOWHERE } = deps;
  const saver = deps.store ? createSaver(deps.store, deps.log) : FORGETFUL;
  return {
    now: deps.now,
    store,
    saver,
    blobs: deps.store ? createBlobs(deps.store, saver) : heldBlobs(),
    index: createWorldIndex(store, saver),
    loaded: new Map(),
    folderSeed: deps.folderSeed,
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
  worlds.loaded.get(id) ?? remember(worlds, id, openWorld(worlds, id));

async function openWorld(worlds: Worlds, id: string): Promise<LiveWorld | null> {
  const loaded = await loadWorld(worlds.store, id);
  if (!loaded) return null;
  const live = alive(worlds, loaded.live);
  if (loaded.isOldText) saveAll(worlds, live);
  return live;
}

function alive(worlds: Worlds, live: LiveWorld): LiveWorld {
  live.onCall = (seq) => saveCall(worlds, live, seq);
  live.now = () => live.state.frozenAtMs ?? worlds.now() + live.state.clockOffsetMs;
  return live;
}

/** The world whose keys and sign-in secrets begin with this tag. */
export async function findWorldByTag(
  worlds: Worlds,
  tag: string,
): Promise<LiveWorld | null> {
  const id = await worlds.index.worldOf(tag);
  const live = id === undefined ? null : await findWorld(worlds, id);
  return live?.state.tag === tag ? live : null;
}

/** A world as its seed describes it, without a tag yet. */
function seeded(worlds: Worlds, id: string, seed: World['seed']): World {
  const about = { id, tag: '', nowMs: worlds.now() };
  if (seed !== 'folder') return buildSeed(seed, about);
  if (worlds.folderSeed) return worlds.folderSeed(about);
  throw new AwsError(
    'NoSuchSeed',
    'The practice accounts were started without a folder.',
  );
}

async function settle(
  worlds: Worlds,
  state: World,
  replaced?: LiveWorld,
): Promise<LiveWorld> {
  state.tag = await worlds.index.retag(state.id);
  const live = alive(worlds, toLive(state));
  saveAll(worlds, live, () => replaced && dropAll(worlds, replaced));
  return live;
}

/** Drops what a replaced or removed world kept: its texts and the contents of its objects. */
function dropAll(worlds: Worlds, live: LiveWorld): void {
  worlds.blobs.drop(live.state, blobIdsIn(live.state.accounts.values()));
  dropParts(worlds, live);
}

/** Makes the world from its seed when it is not there yet. */
export async function ensureWorld(
  worlds: Worlds,
  id: string,
  seed: World['seed'],
): Promise<LiveWorld> {
  const before = findWorld(worlds, id);
  const world = before.then((live) => live ?? settle(worlds, seeded(worlds, id, seed)));
  return remember(worlds, id, world);
}

/** Puts the seed back; every key and session of the world ends. */
export async function resetWorld(worlds: Worlds, id: string): Promise<LiveWorld | null> {
  const live = await findWorld(worlds, id);
  if (!live) return null;
  const state = seeded(worlds, id, live.state.seed);
  live.isGone = true;
  return remember(worlds, id, settle(worlds, state, live));
}

export async function removeWorld(worlds: Worlds, id: string): Promise<void> {
  const live = await findWorld(worlds, id);
  if (live) live.isGone = true;
  worlds.loaded.set(id, Promise.resolve(null));
  await worlds.index.forget(id);
  const onStored = () => live && dropAll(worlds, live);
  worlds.saver.schedule(id, () => '', { onStored });
}

/** Says that the world changed; with an account, that what is derived from it is stale. */
export function touch(worlds: Worlds, live: LiveWorld, accountId?: string): void {
  saveNewKeys(worlds, live);
  if (accountId === undefined) {
    live.isOrgStale = true;
    saveHead(worlds, live, { isUrgent: true });
    return;
  }
  live.revisions.set(accountId, (live.revisions.get(accountId) ?? 0) + 1);
  live.stale.add(accountId);
  rememberChange(live, accountId);
  saveAccount(worlds, live, accountId);
}

/** Saves what is left, the last uses too; for the end of the process. */
export async function closeWorlds(worlds: Worlds): Promise<void> {
  const loaded = await Promise.allSettled(worlds.loaded.values());
  for (const result of loaded) {
    const live = result.status === 'fulfilled' ? result.value : null;
    for (const accountId of live?.used ?? [])
      if (live) saveAccount(worlds, live, accountId);
  }
  await worlds.saver.close();
}
