import type { PracticeStateStore } from '@/lib/ports';
import { randomBase32, TAG_LENGTH } from './ids';
import type { Saver } from './saver';

/** The store's name for the list of worlds; a workspace's id cannot hold a colon. */
const INDEX = 'practice:index';

/** Which world a tag belongs to. Tags are unique over all worlds and never reused. */
export type WorldIndex = {
  /** Resolves to the id of the tag's world. */
  worldOf(tag: string): Promise<string | undefined>;
  /** Gives the world a new tag; tags it had before no longer lead to it. */
  retag(worldId: string): Promise<string>;
  forget(worldId: string): Promise<void>;
};

export function createWorldIndex(store: PracticeStateStore, saver: Saver): WorldIndex {
  let loaded: Promise<Map<string, string>> | null = null;

  function read(): Promise<Map<string, string>> {
    loaded ??= store.load(INDEX).then(parseIndex);
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  }

  async function forget(worldId: string): Promise<Map<string, string>> {
    const tags = await read();
    for (const [tag, id] of tags) if (id === worldId) tags.delete(tag);
    saver.schedule(INDEX, () => JSON.stringify(Object.fromEntries(tags)));
    return tags;
  }

  return {
    worldOf: async (tag) => (await read()).get(tag),
    async retag(worldId) {
      const tags = await forget(worldId);
      let tag = randomBase32(TAG_LENGTH);
      while (tags.has(tag)) tag = randomBase32(TAG_LENGTH);
      tags.set(tag, worldId);
      return tag;
    },
    async forget(worldId) {
      await forget(worldId);
    },
  };
}

function parseIndex(text: string | null): Map<string, string> {
  const saved: Record<string, string> = JSON.parse(text || '{}');
  return new Map(Object.entries(saved));
}
