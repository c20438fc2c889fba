import { randomUUID } from 'node:crypto';
import type { PracticeStateStore } from '@/lib/ports';
import { isAccountOf, PART } from './save-parts';
import type { Saver } from './saver';
import type { World } from './types';

const MAX_CACHED_BYTES = 64 * 1024 * 1024;

/**
 * Contents of objects, kept beside the worlds' state so that a large one does not make every
 * later save heavy. A blob never changes: it is put, read and dropped.
 */
export type Blobs = {
  /** Resolves to the new blob's id once it is stored. */
  put(world: World, bytes: Buffer): Promise<string>;
  get(world: World, id: string): Promise<Buffer>;
  drop(world: World, ids: string[]): void;
};

const lost = (name: string): Error => new Error(`The blob ${name} is not kept.`);

/** The latest used bytes, up to a total. */
function createCache(maxBytes: number) {
  const entries = new Map<string, Buffer>();
  let total = 0;

  function remove(name: string): void {
    total -= entries.get(name)?.length ?? 0;
    entries.delete(name);
  }

  return {
    add(name: string, bytes: Buffer): void {
      remove(name);
      entries.set(name, bytes);
      total += bytes.length;
      for (const oldest of entries.keys()) {
        if (total <= maxBytes) return;
        remove(oldest);
      }
    },
    get(name: string): Buffer | undefined {
      const found = entries.get(name);
      if (!found) return undefined;
      // the order of a Map is that of its insertions
      entries.delete(name);
      entries.set(name, found);
      return found;
    },
  };
}

export function createBlobs(
  store: PracticeStateStore,
  saver: Saver,
  maxCachedBytes: number = MAX_CACHED_BYTES,
): Blobs {
  const cache = createCache(maxCachedBytes);
  return {
    async put(world, bytes) {
      const id = randomUUID();
      const name = PART.blob(world, id);
      // stored before anything refers to it
      await store.save(name, bytes.toString('base64'));
      cache.add(name, bytes);
      return id;
    },
    async get(world, id) {
      const name = PART.blob(world, id);
      const known = cache.get(name);
      if (known) return known;
      const text = await store.load(name);
      if (!text) throw lost(name);
      const bytes = Buffer.from(text, 'base64');
      cache.add(name, bytes);
      return bytes;
    },
    // Dropped bytes stay in the cache until they age out, for those who are just reading them.
    drop(world, ids) {
      // not before the account that referred to them is stored without them
      const after = isAccountOf(world);
      for (const id of ids) saver.schedule(PART.blob(world, id), () => '', { after });
    },
  };
}

/** Blobs of worlds that live as long as the process. */
export function heldBlobs(): Blobs {
  const held = new Map<string, Buffer>();
  return {
    async put(world, bytes) {
      const id = randomUUID();
      held.set(PART.blob(world, id), bytes);
      return id;
    },
    async get(world, id) {
      const name = PART.blob(world, id);
      const bytes = held.get(name);
      if (!bytes) throw lost(name);
      return bytes;
    },
    drop(world, ids) {
      for (const id of ids) held.delete(PART.blob(world, id));
    },
  };
}
