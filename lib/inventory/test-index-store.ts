import type { IndexStore } from '@/lib/ports';

/** Compiled accounts in memory, and how often each thing was asked of the store. */
export function fakeIndexStore() {
  const texts = new Map<string, string>();
  const asked: string[] = [];
  const keyOf = (snapshotId: string, format: string) => `${format} ${snapshotId}`;
  const store: IndexStore = {
    async load(_workspaceId, snapshotIds, format) {
      asked.push('load');
      const found = snapshotIds.flatMap((id) => {
        const text = texts.get(keyOf(id, format));
        return text === undefined ? [] : [[id, text] as const];
      });
      return new Map(found);
    },
    async save(_workspaceId, format, compiled) {
      asked.push(`save ${compiled.size}`);
      for (const [id, text] of compiled) texts.set(keyOf(id, format), text);
    },
  };
  return { store, texts, asked };
}
