import type { KeyState } from './session-types';

const KEYS_IN_CHUNK = 200;

/** Which text each session's key is saved in. Texts are filled one after the other. */
export type SessionShelf = {
  chunks: Map<number, Set<string>>;
  chunkOf: Map<string, number>;
  open: number;
};

export const newShelf = (): SessionShelf => ({
  chunks: new Map(),
  chunkOf: new Map(),
  open: 0,
});

export function putInChunk(shelf: SessionShelf, chunk: number, id: string): void {
  const ids = shelf.chunks.get(chunk);
  if (ids) ids.add(id);
  else shelf.chunks.set(chunk, new Set([id]));
  shelf.chunkOf.set(id, chunk);
  shelf.open = Math.max(shelf.open, chunk);
}

/** Gives the key of a new session its place; tells the number, and whether the text is new. */
export function shelve(
  shelf: SessionShelf,
  { id }: KeyState,
): { chunk: number; isNew: boolean } {
  const isFull = (shelf.chunks.get(shelf.open)?.size ?? 0) >= KEYS_IN_CHUNK;
  const chunk = isFull ? shelf.open + 1 : shelf.open;
  const isNew = !shelf.chunks.has(chunk);
  putInChunk(shelf, chunk, id);
  return { chunk, isNew };
}

/** Takes a key off; tells the number of its text when nothing is left in it. */
export function unshelve(shelf: SessionShelf, id: string): number | null {
  const chunk = shelf.chunkOf.get(id);
  if (chunk === undefined) return null;
  shelf.chunkOf.delete(id);
  const ids = shelf.chunks.get(chunk);
  ids?.delete(id);
  if (ids?.size !== 0 || chunk === shelf.open) return null;
  shelf.chunks.delete(chunk);
  return chunk;
}
