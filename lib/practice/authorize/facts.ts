import { accountFacts } from '@/lib/iam/facts/account-facts';
import { orgFacts } from '@/lib/iam/facts/org-facts';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { collectedAccount, collectedOrg } from '../world/collected';
import type { LiveWorld } from '../world/live-world';

const cache = new WeakMap<LiveWorld, WorldFacts>();

function freshenAccounts({ state, stale }: LiveWorld, facts: WorldFacts): void {
  if (state.accounts.size !== facts.accounts.size)
    for (const id of state.accounts.keys()) if (!facts.accounts.has(id)) stale.add(id);
  for (const id of stale) {
    const account = state.accounts.get(id);
    if (account)
      facts.accounts.set(
        id,
        accountFacts(id, collectedAccount(account), account.partition),
      );
    else facts.accounts.delete(id);
  }
  stale.clear();
}

/** The world as the engine reads it. Only what was written since the last call is rebuilt. */
export function factsOf(live: LiveWorld): WorldFacts {
  const facts = cache.get(live) ?? { org: null, accounts: new Map() };
  cache.set(live, facts);
  freshenAccounts(live, facts);
  if (live.isOrgStale) {
    const { org } = live.state;
    facts.org = org ? orgFacts(collectedOrg(org)) : null;
    live.isOrgStale = false;
  }
  return facts;
}
