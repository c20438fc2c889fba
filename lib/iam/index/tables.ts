import type { WorldFacts } from '../facts/world-facts';
import { coverOf } from './coverage';
import type { IndexedAccount } from './estate-index';
import type { Candidates } from './judge-members';
import { type Circumstances, type Taking, takingOf } from './judge-taking';
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
import type { Pools } from './pools';
import type { ReducedPrincipal } from './reduced';
import { openMembers, type TrustProfile } from './trust-profile';
import { makeTrustTable, type RolePlace, type TrustTable } from './trust-table';

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
  /** A role as it is asked for, with all that bears on it whoever asks. */
  takingOf(role: ReducedPrincipal, circumstances: Circumstances): Taking;
  trusts: () => TrustTable;
  /** Roles that name an account or everyone, and may let in a class of that account. */
  trustsOfClass(policyClass: PolicyClass, account: IndexedAccount): RolePlace[];
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
  const trusts = once(() => makeTrustTable(accounts));
  const openClasses = new WeakMap<TrustProfile, ByTarget>();
  return {
    classes,
    openClassesOf: (profile) => {
      const known = openClasses.get(profile) ?? indexByTarget(profile, classes.all);
      openClasses.set(profile, known);
      return known;
    },
    memosOf: memosByRole(world, pools),
    takingOf: takingsByRole(world),
    trusts,
    trustsOfClass: trustsByClass(trusts),
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
    if (batches.length > 0) addByTarget(found, { policyClass, batches }, accounts);
  }
  return found;
}

function addByTarget(
  { anywhere, byAccount }: ByTarget,
  candidates: Candidates,
  accounts: Set<string> | null,
): void {
  if (!accounts) anywhere.push(candidates);
  for (const accountId of accounts ?? []) {
    const known = byAccount.get(accountId);
    if (known) known.push(candidates);
    else byAccount.set(accountId, [candidates]);
  }
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

function takingsByRole(world: WorldFacts): EstateTables['takingOf'] {
  const known = new WeakMap<Circumstances, Map<ReducedPrincipal, Taking>>();
  return (role, circumstances) => {
    const byRole = known.get(circumstances) ?? new Map<ReducedPrincipal, Taking>();
    known.set(circumstances, byRole);
    const taking = byRole.get(role) ?? takingOf(world, role.arn, circumstances);
    byRole.set(role, taking);
    return taking;
  };
}

function trustsByClass(trusts: () => TrustTable): EstateTables['trustsOfClass'] {
  const known = new WeakMap<PolicyClass, Map<string, RolePlace[]>>();
  return (policyClass, account) => {
    const byAccount = known.get(policyClass) ?? new Map<string, RolePlace[]>();
    known.set(policyClass, byAccount);
    const { accountId } = account;
    const places =
      byAccount.get(accountId) ??
      [...(trusts().byAccount.get(accountId) ?? []), ...trusts().open].filter(
        ({ role, home }) =>
          home === account || coverOf(policyClass.coverage(), role.arn) !== 'no',
      );
    byAccount.set(accountId, places);
    return places;
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
