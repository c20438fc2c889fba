import { statSync } from 'node:fs';
import {
  compileAccount,
  type EstateIndex,
  joinIndex,
} from '@/lib/iam/index/estate-index';
import { makePools } from '@/lib/iam/index/pools';
import { reduceOrganization } from '@/lib/iam/index/reduce-organization';
import { loadIndex } from '@/lib/iam/index/saved-index';
import { readEstate } from './read-estate';
import { readText } from './read-json-file';

/**
 * The index of a folder, or one that was saved in a file; null when there is neither.
 *
 * @param complain is told, in one line, what is wrong with which file
 */
export function openIndex(
  from: string,
  complain: (line: string) => void,
): EstateIndex | null {
  const isFile = statSync(from, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? openSaved(from, complain) : compileFolder(from, complain);
}

function openSaved(file: string, complain: (line: string) => void): EstateIndex | null {
  const told = (what: string) => complain(`${file}: ${what}`);
  const text = readText(file, told);
  const index = text === null ? null : loadIndex(text);
  if (text !== null && !index) {
    told('is not an index of this version: make it anew with "drawbridge index"');
  }
  return index;
}

function compileFolder(
  folder: string,
  complain: (line: string) => void,
): EstateIndex | null {
  const estate = readEstate(folder, complain);
  if (!estate) return null;
  const pools = makePools();
  const compiled = [];
  for (const { accountId, account } of estate.accounts()) {
    compiled.push(compileAccount(accountId, account, pools));
  }
  const org = estate.org && reduceOrganization(estate.org, pools.documents);
  return joinIndex(pools, org, compiled);
}
