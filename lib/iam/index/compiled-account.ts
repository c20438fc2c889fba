import { once } from '@/lib/core/once';
import type { CollectedAccount } from '../world';
import { type IndexedAccount, indexed } from './indexed-account';
import { loadPolicySets, makePools, type Pools, savePools } from './pools';
import { reduceAccount } from './reduce-account';
import { loadAccount, type SavedAccount, saveAccount } from './saved-account';
import { readSaved, type Saved, writeSaved } from './saved-text';

/** One account compiled on its own, with copies of all that it may share with others. */
export type CompiledAccount = Pick<Saved, 'pools' | 'documents'> & {
  account: SavedAccount;
};

/** Compiles one account apart from any estate, so that it can be kept beside its reading. */
export function compileAlone(
  accountId: string,
  account: CollectedAccount,
): CompiledAccount {
  const pools = makePools();
  const saved = saveAccount(reduceAccount(accountId, account, pools), pools);
  return { account: saved, pools: savePools(pools), documents: pools.documents.values };
}

/** A compiled account in an estate: what equals something of another account becomes one with it. */
export function joinPools(compiled: CompiledAccount, pools: Pools): IndexedAccount {
  const documents = once(() => compiled.documents().map(pools.documents.intern));
  const policySets = once(() =>
    loadPolicySets(compiled.pools, documents).map(pools.policySets.intern),
  );
  const tagSets = once(() => compiled.pools.tagSets.map(pools.tagSets.intern));
  return indexed(
    loadAccount(compiled.account, {
      documents: { values: documents },
      policySets: { values: policySets },
      tagSets: { values: tagSets },
    }),
  );
}

/** A compiled account as text. */
export const saveCompiled = ({ account, pools, documents }: CompiledAccount): string =>
  writeSaved({ pools, org: null, accounts: [account], documents });

/**
 * The account that `saveCompiled` wrote; null for any other text, one of another account, cut
 * off or damaged included: then it is to be compiled anew.
 */
export function loadCompiled(text: string, accountId: string): CompiledAccount | null {
  const saved = readSaved(text);
  const account = saved?.accounts[0];
  return saved && account?.accountId === accountId ? { ...saved, account } : null;
}
