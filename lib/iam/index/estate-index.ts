import { once } from '@/lib/core/once';
import { type WorldFacts, worldFacts } from '../facts/world-facts';
import type { CollectedAccount, CollectedOrg, CollectedWorld } from '../world';
import { type IndexedAccount, indexed } from './indexed-account';
import { makePools, type Pools } from './pools';
import { reduceAccount } from './reduce-account';
import { reduceOrganization } from './reduce-organization';
import { type EstateTables, makeTables } from './tables';

/**
 * A whole estate, compiled for questions about taking roles. Accounts come and go one by one
 * (`withAccount`); what joins them is worked out when the first question needs it.
 */
export type EstateIndex = {
  pools: Pools;
  org: CollectedOrg | null;
  accounts: Map<string, IndexedAccount>;
  /** The reduced estate, which the evaluator can be asked about. */
  world: WorldFacts;
  tables: () => EstateTables;
};

/** Compiles a world. Costs about two readings of its JSON, once. */
export function buildIndex({ org, accounts }: CollectedWorld): EstateIndex {
  const pools = makePools();
  const compiled = Object.entries(accounts).map(([accountId, account]) =>
    compileAccount(accountId, account, pools),
  );
  return joinIndex(
    pools,
    org ? reduceOrganization(org, pools.documents) : null,
    compiled,
  );
}

/** Compiles one account; what it shares with others of its estate goes into the pools. */
export const compileAccount = (
  accountId: string,
  account: CollectedAccount,
  pools: Pools,
): IndexedAccount => indexed(reduceAccount(accountId, account, pools));

/** An index of compiled accounts. */
export function joinIndex(
  pools: Pools,
  org: CollectedOrg | null,
  accounts: IndexedAccount[],
): EstateIndex {
  const byId = new Map(accounts.map((account) => [account.accountId, account]));
  const world = worldFacts(
    org ?? undefined,
    [...byId.values()].map(({ facts }) => facts),
  );
  return {
    pools,
    org,
    accounts: byId,
    world,
    tables: once(() => makeTables(world, byId, pools)),
  };
}

/** The index after one account changed, or left (null). Only that account is compiled. */
export function withAccount(
  { pools, org, accounts }: EstateIndex,
  accountId: string,
  account: CollectedAccount | null,
): EstateIndex {
  // Keeps its place: of several copies of one of AWS's policies the first account's counts.
  const changed = new Map(accounts);
  if (account) changed.set(accountId, compileAccount(accountId, account, pools));
  else changed.delete(accountId);
  return joinIndex(pools, org, [...changed.values()]);
}
