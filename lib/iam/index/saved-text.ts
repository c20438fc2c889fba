import { checksumOf } from '@/lib/core/checksum';
import type { CollectedOrg } from '../world';
import type { SavedPools } from './pools';
import type { ReducedDocument } from './reduce-document';
import type { SavedAccount } from './saved-account';

/** The first line of a saved text. The second holds its documents, most of its length. */
type SavedHead = {
  pools: SavedPools;
  org: CollectedOrg | null;
  accounts: SavedAccount[];
};

/** What is saved of compiled accounts; the documents are read when they are first asked for. */
export type Saved = SavedHead & { documents: () => ReducedDocument[] };

/**
 * Changes whenever what was saved before cannot be read any more, or an account is compiled to
 * something else: a test beside `compileAlone` tells.
 */
export const INDEX_FORMAT = 'drawbridge-index-3';

/** How the first line begins. The sum is one of all that comes after. */
const startWith = (sum: string): string => `{"format":"${INDEX_FORMAT}","sum":"${sum}",`;
const START_LENGTH = startWith(checksumOf('')).length;

/** Two lines of JSON. */
export function writeSaved({ documents, ...head }: Saved): string {
  const rest = `${JSON.stringify(head).slice(1)}\n${JSON.stringify(documents())}`;
  return startWith(checksumOf(rest)) + rest;
}

/**
 * What `writeSaved` wrote; null for any other text, one of another format, cut off or damaged
 * included.
 */
export function readSaved(text: string): Saved | null {
  if (!text.startsWith(startWith(checksumOf(text, START_LENGTH)))) return null;
  // The sum tells that `writeSaved` wrote all of it.
  const end = text.indexOf('\n');
  const head: SavedHead = JSON.parse(text.slice(0, end));
  return { ...head, documents: () => JSON.parse(text.slice(end + 1)) };
}
