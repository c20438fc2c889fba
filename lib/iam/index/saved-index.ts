import type { CollectedOrg } from '../world';
import { type EstateIndex, indexed, joinIndex } from './estate-index';
import { makePools, type SavedPools, savePools } from './pools';
import { loadAccount, type SavedAccount, saveAccount } from './saved-account';

type SavedIndex = {
  format: typeof FORMAT;
  pools: SavedPools;
  org: CollectedOrg | null;
  accounts: SavedAccount[];
};

/** Changes whenever an index that was saved before cannot be read any more. */
const FORMAT = 'drawbridge-index-1';

/** The index as JSON text, to be kept with the snapshot that it was made from. */
export function saveIndex({ pools, org, accounts }: EstateIndex): string {
  const saved: SavedIndex = {
    format: FORMAT,
    pools: savePools(pools),
    org,
    accounts: [...accounts.values()].map((account) => saveAccount(account, pools)),
  };
  return JSON.stringify(saved);
}

/** The index that `saveIndex` wrote; null for any other text: then it is to be built anew. */
export function loadIndex(text: string): EstateIndex | null {
  const saved = parseSaved(text);
  if (!saved) return null;
  const pools = makePools(saved.pools);
  const accounts = saved.accounts.map((account) => indexed(loadAccount(account, pools)));
  return joinIndex(pools, saved.org, accounts);
}

function parseSaved(text: string): SavedIndex | null {
  if (!text.startsWith(`{"format":"${FORMAT}"`)) return null;
  try {
    // Nobody but `saveIndex` writes this format.
    return JSON.parse(text) as SavedIndex;
  } catch {
    return null;
  }
}
