import { type EstateIndex, joinIndex } from './estate-index';
import { indexed } from './indexed-account';
import { makePools, savePools } from './pools';
import { loadAccount, saveAccount } from './saved-account';
import { readSaved, writeSaved } from './saved-text';

/** The index as text, to be kept with the folder or file that it was made from. */
export function saveIndex({ pools, org, accounts }: EstateIndex): string {
  // Saving an account numbers its policies; the pools are written after that.
  const saved = [...accounts.values()].map((account) => saveAccount(account, pools));
  const documents = pools.documents.values;
  return writeSaved({ pools: savePools(pools), org, accounts: saved, documents });
}

/**
 * The index that `saveIndex` wrote; null for any other text, one that was cut off or damaged
 * included: then it is to be built anew.
 */
export function loadIndex(text: string): EstateIndex | null {
  const saved = readSaved(text);
  if (!saved) return null;
  const pools = makePools(saved.pools, saved.documents);
  return joinIndex(
    pools,
    saved.org,
    saved.accounts.map((account) => indexed(loadAccount(account, pools))),
  );
}
