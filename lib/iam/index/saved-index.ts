import { checksumOf } from '@/lib/core/checksum';
import type { CollectedOrg } from '../world';
import { type EstateIndex, joinIndex } from './estate-index';
import { indexed } from './indexed-account';
import { makePools, type SavedPools, savePools } from './pools';
import { loadAccount, type SavedAccount, saveAccount } from './saved-account';

/** The first line of a saved index. The second holds its documents, most of its length. */
type SavedHead = {
  pools: SavedPools;
  org: CollectedOrg | null;
  accounts: SavedAccount[];
};

/** Changes whenever an index that was saved before cannot be read any more. */
const FORMAT = 'drawbridge-index-2';

/** How the first line begins. The sum is one of all that comes after. */
const startWith = (sum: string): string => `{"format":"${FORMAT}","sum":"${sum}",`;
const START_LENGTH = startWith(checksumOf('')).length;

/** The index as two lines of JSON, to be kept with the snapshot that it was made from. */
export function saveIndex({ pools, org, accounts }: EstateIndex): string {
  // Saving an account numbers its policies; the pools are written after that.
  const saved = [...accounts.values()].map((account) => saveAccount(account, pools));
  const head: SavedHead = { pools: savePools(pools), org, accounts: saved };
  const documents = JSON.stringify(pools.documents.values());
  const rest = `${JSON.stringify(head).slice(1)}\n${documents}`;
  return startWith(checksumOf(rest)) + rest;
}

/**
 * The index that `saveIndex` wrote; null for any other text, one that was cut off or damaged
 * included: then it is to be built anew.
 */
export function loadIndex(text: string): EstateIndex | null {
  if (!text.startsWith(startWith(checksumOf(text, START_LENGTH)))) return null;
  // The sum tells that `saveIndex` wrote all of it.
  const end = text.indexOf('\n');
  const { pools: saved, org, accounts }: SavedHead = JSON.parse(text.slice(0, end));
  const pools = makePools(saved, () => JSON.parse(text.slice(end + 1)));
  return joinIndex(
    pools,
    org,
    accounts.map((account) => indexed(loadAccount(account, pools))),
  );
}
