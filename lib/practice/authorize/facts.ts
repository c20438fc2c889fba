import { accountFacts } from '@/lib/iam/facts/account-facts';
import { orgFacts } from '@/lib/iam/facts/org-facts';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { frozenFacts, lagOf, seenByNow } from '../faults/lag';
import { collectedAccount, collectedOrg } from '../world/collected';
import type { LiveWorld } from '../world/live-world';

const cache = new WeakMap<LiveWorld, WorldFacts>();

/** While changes are seen late, an account stays stale: they are seen one by one. */
function freshenAccount(live: LiveWorld, facts: WorldFacts, id: string): void {
  if (lagOf(live, id) > 0) {
    const seen = seenByNow(live, id);
    if (seen) facts.accounts.set(id, seen);
    return;
  }
  live.stale.delete(id);
  const account = live.state.accounts.get(id);
  if (!account) facts.accounts.delete(id);
  else {
    const fresh = accountFacts(id, collectedAccount(account), account.partition);
    facts.accounts.set(id, fresh);
  }
}

function noteNewAccounts({ state, stale }: LiveWorld, facts: WorldFacts): void {
  if (state.accounts.size === facts.accounts.size) return;
  for (const id of state.accounts.keys()) if (!facts.accounts.has(id)) stale.add(id);
}

/** The world as the engine reads it. Only what was written since the last call is rebuilt. */
export function factsOf(live: LiveWorld): WorldFacts {
  const facts = cache.get(live) ?? { org: null, accounts: new Map() };
  cache.set(live, facts);
  noteNewAccounts(live, facts);
  for (const id of live.stale) freshenAccount(live, facts, id);
  if (live.isOrgStale) {
    const { org } = live.state;
    facts.org = org ? orgFacts(collectedOrg(org)) : null;
    live.isOrgStale = false;
  }
  return facts;
}

/**
 * From now on changes of these accounts are to be seen late: what is seen now must not change
 * under way.
 */
export function holdFacts(live: LiveWorld, ids: Iterable<string>): void {
  const facts = factsOf(live);
  for (const id of ids) {
    const account = live.state.accounts.get(id);
    if (account) facts.accounts.set(id, frozenFacts(account));
  }
}
