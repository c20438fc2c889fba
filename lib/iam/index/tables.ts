import type { WorldFacts } from '../facts/world-facts';
import type { IndexedAccount } from './estate-index';
import type { Candidates } from './judge-members';
import type { Circumstances } from './judge-taking';
import { type Memos, makeMemos } from './memo';
import { once } from './once';
import {
  type Batch,
  type Classes,
  classify,
  numbering,
  organizationKey,
  type PolicyClass,
  roleSurroundingsOf,
} from './policy-class';
import type { Pools, ReducedPrincipal } from './reduced';
import { openMembers, type TrustProfile } from './trust-profile';

/** What joins the accounts of an estate. */
export type EstateTables = {
  classes: Classes;
  /** Whom an open trust policy may let in, by the account whose roles their policies cover. */
  openClassesOf(profile: TrustProfile): ByTarget;
  /** Verdicts that hold for all roles of the same trust policy and surroundings. */
  memosOf(
    role: ReducedPrincipal,
    home: IndexedAccount,
    circumstances: Circumstances,
  ): Memos;
  /** The principal with this unique id. */
  memberById(id: string): Batch | undefined;
};

export function makeTables(
  world: WorldFacts,
  accounts: Map<string, IndexedAccount>,
  pools: Pools,
): EstateTables {
  const classes = classify(world, accounts, pools);
  const byId = once(() => indexById(accounts));
  const openClasses = new WeakMap<TrustProfile, ByTarget>();
  return {
    classes,
    openClassesOf: (profile) => {
      const known = openClasses.get(profile) ?? indexByTarget(profile, classes.all);
      openClasses.set(profile, known);
      return known;
    },
    memosOf: memosByRole(world, pools),
    memberById: (id) => byId().get(id),
  };
}

/** Candidates by the account whose roles their policies can cover. */
export type ByTarget = { anywhere: Candidates[]; byAccount: Map<string, Candidates[]> };

function indexByTarget(profile: TrustProfile, classes: PolicyClass[]): ByTarget {
  const found: ByTarget = { anywhere: [], byAccount: new Map() };
  for (const policyClass of classes) {
    const { accounts } = policyClass.coverage();
    const batches = accounts?.size === 0 ? [] : openBatches(profile, policyClass);
    if (batches.length === 0) continue;
    const candidates = { policyClass, batches };
    if (!accounts) found.anywhere.push(candidates);
    for (const accountId of accounts ?? []) {
      const known = found.byAccount.get(accountId) ?? [];
      found.byAccount.set(accountId, known);
      known.push(candidates);
    }
  }
  return found;
}

function openBatches(profile: TrustProfile, { members }: PolicyClass): Batch[] {
  const batches: Batch[] = [];
  for (const { account, principals } of members.values()) {
    const open = openMembers(profile, principals);
    if (open.length > 0) batches.push({ account, principals: open });
  }
  return batches;
}

function memosByRole(world: WorldFacts, { documents }: Pools): EstateTables['memosOf'] {
  const numberOf = numbering();
  const organizations = new Map<string, string>();
  const organizationOf = (accountId: string): string => {
    const known =
      organizations.get(accountId) ?? organizationKey(world, accountId, 'rcp');
    organizations.set(accountId, known);
    return known;
  };
  const known = new WeakMap<Circumstances, Map<string, Memos>>();
  return (role, home, circumstances) => {
    const byRole = known.get(circumstances) ?? new Map<string, Memos>();
    known.set(circumstances, byRole);
    const surroundings = roleSurroundingsOf(role, home, organizationOf(home.accountId));
    const document = role.trust ? documents.numberOf(role.trust) : null;
    const key = `${document} ${numberOf(surroundings)}`;
    const memos = byRole.get(key) ?? makeMemos();
    byRole.set(key, memos);
    return memos;
  };
}

function indexById(accounts: Map<string, IndexedAccount>): Map<string, Batch> {
  const byId = new Map<string, Batch>();
  for (const account of accounts.values()) {
    for (const principal of account.principals) {
      byId.set(principal.id, { account, principals: [principal] });
    }
  }
  return byId;
}
