import { type AccountFacts, accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import { collectedAccount, collectedOrg } from '../world/collected';
import type { LiveWorld } from '../world/live-world';

type Cached = {
  accounts: Map<string, { revision: number; facts: AccountFacts }>;
  world: WorldFacts | null;
};

const cache = new WeakMap<LiveWorld, Cached>();

/** The world as the engine reads it. Only accounts written since the last call are rebuilt. */
export function factsOf(live: LiveWorld): WorldFacts {
  const cached = cache.get(live) ?? { accounts: new Map(), world: null };
  cache.set(live, cached);
  const isStale = [...live.state.accounts.values()].filter((account) => {
    const revision = live.revisions.get(account.id) ?? 0;
    if (cached.accounts.get(account.id)?.revision === revision) return false;
    const facts = accountFacts(account.id, collectedAccount(account));
    cached.accounts.set(account.id, { revision, facts });
    return true;
  });
  if (cached.world && isStale.length === 0 && !live.isOrgStale) return cached.world;
  live.isOrgStale = false;
  const accounts = [...cached.accounts.values()].map(({ facts }) => facts);
  const { org } = live.state;
  cached.world = worldFacts(org ? collectedOrg(org) : undefined, accounts);
  return cached.world;
}
