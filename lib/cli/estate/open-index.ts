import {
  compileAccount,
  type EstateIndex,
  joinIndex,
} from '@/lib/iam/index/estate-index';
import { makePools } from '@/lib/iam/index/pools';
import { reduceOrganization } from '@/lib/iam/index/reduce-organization';
import { loadIndex } from '@/lib/iam/index/saved-index';
import { type Estate, readEstate } from './read-estate';

type Complain = (line: string) => void;

/**
 * The index of a folder or a file, or one that was saved; null when there is none.
 *
 * @param complain is told, in one line, what is wrong with which file
 */
export function openIndex(from: string, complain: Complain): EstateIndex | null {
  const source = readEstate(from, complain);
  if (!source) return null;
  if (source.kind === 'estate') return compileEstate(source);
  const index = loadIndex(source.text);
  if (!index) {
    complain(
      `${from}: is not an index of this version: make it anew with "drawbridge index"`,
    );
  }
  return index;
}

function compileEstate({ org, accounts }: Estate): EstateIndex {
  const pools = makePools();
  const compiled = [...accounts()].map(({ accountId, account }) =>
    compileAccount(accountId, account, pools),
  );
  return joinIndex(pools, org && reduceOrganization(org, pools.documents), compiled);
}
