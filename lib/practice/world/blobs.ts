import { randomUUID } from 'node:crypto';
import type { PracticeStateStore } from '@/lib/ports';
import type { Saver } from './saver';

const MAX_CACHED_BYTES = 64 * 1024 * 1024;

/**
 * Contents of objects, kept beside the worlds' state so that a large one does not make every
 * later save heavy. A blob never changes: it is put, read and dropped.
 */
export type Blobs = {
  /** Resolves to the new blob's id once it is stored. */
  put(worldId: string, bytes: Buffer): Promise<string>;
  get(worldId: string, id: string): Promise<Buffer>;
  drop(worldId: string, ids: string[]): void;
};

const nameOf = (worldId: string, id: string): string => `${worldId}:blob:${id}`;

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
    async put(worldId, bytes) {
      const id = randomUUID();
      const name = nameOf(worldId, id);
      // stored before anything refers to it
      await store.save(name, bytes.toString('base64'));
      cache.add(name, bytes);
      return id;
    },
    async get(worldId, id) {
      const name = nameOf(worldId, id);
      const known = cache.get(name);
      if (known) return known;
      const text = await store.load(name);
      if (!text) throw new Error(`The blob ${name} is not in the store.`);
      const bytes = Buffer.from(text, 'base64');
      cache.add(name, bytes);
      return bytes;
    },
    // Dropped bytes stay in the cache until they age out, for those who are just reading them.
    drop(worldId, ids) {
      for (const id of ids) saver.schedule(nameOf(worldId, id), () => '');
    },
  };
}
