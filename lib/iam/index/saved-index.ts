import type { CollectedOrg } from '../world';
import { type EstateIndex, joinIndex } from './estate-index';
import { indexed } from './indexed-account';
import { makePools, type SavedPools, savePools } from './pools';
import { loadAccount, type SavedAccount, saveAccount } from './saved-account';

/** The first line of a saved index. The second holds its documents, most of its length. */
type SavedHead = {
  format: typeof FORMAT;
  /** Characters of the second line: a text that was cut off is none. */
  documentsLength: number;
  pools: SavedPools;
  org: CollectedOrg | null;
  accounts: SavedAccount[];
};

/** Changes whenever an index that was saved before cannot be read any more. */
const FORMAT = 'drawbridge-index-1';

/** The index as two lines of JSON, to be kept with the snapshot that it was made from. */
export function saveIndex({ pools, org, accounts }: EstateIndex): string {
  const saved = [...accounts.values()].map((account) => saveAccount(account, pools));
  const documents = JSON.stringify(pools.documents.values());
  const head: SavedHead = {
    format: FORMAT,
    documentsLength: documents.length,
    pools: savePools(pools),
    org,
    accounts: saved,
  };
  return `${JSON.stringify(head)}\n${documents}`;
}

/** The index that `saveIndex` wrote; null for any other text: then it is to be built anew. */
export function loadIndex(text: string): EstateIndex | null {
  const end = text.indexOf('\n');
  const head = end < 0 ? null : parseHead(text.slice(0, end));
  const documents = text.slice(end + 1);
  if (!head || documents.length !== head.documentsLength) return null;
  const pools = makePools(head.pools, () => JSON.parse(documents));
  const accounts = head.accounts.map((account) => indexed(loadAccount(account, pools)));
  return joinIndex(pools, head.org, accounts);
}

function parseHead(line: string): SavedHead | null {
  if (!line.startsWith(`{"format":"${FORMAT}"`)) return null;
  try {
    // Nobody but `saveIndex` writes this format.
    return JSON.parse(line) as SavedHead;
  } catch {
    return null;
  }
}
