import { once } from '@/lib/core/once';
import type { WorldFacts } from '../facts/world-facts';
import { coverOf } from './coverage';
import type { IndexedAccount } from './indexed-account';
import type { Candidates } from './judge-members';
import { type Circumstances, type Taking, takingOf } from './judge-taking';
import { type Memos, makeMemos } from './memo';
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
  /** The classes of an account, those that cover every role and say no more put together. */
  classesOf(accountId: string): AccountClasses;
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
  const byAccount = new Map<string, AccountClasses>();
  return {
    classes,
    classesOf: (accountId) => {
      const known =
        byAccount.get(accountId) ??
        accountClasses(classes.in.get(accountId) ?? [], accountId);
      byAccount.set(accountId, known);
      return known;
    },
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

type AccountClasses = {
  /** Principals that cover every role: one for all in like surroundings. */
  everything: Candidates[];
  /** All others that any grant of theirs may let take a role. */
  some: PolicyClass[];
  /** Principals whose policies do nothing but allow, whatever: one for all in like surroundings. */
  plain: Candidates[];
  /** Those who are denied something, bounded or not wholly read. */
  notPlain: PolicyClass[];
};

function accountClasses(classes: PolicyClass[], accountId: string): AccountClasses {
  const everything = new Map<number, Candidates>();
  const plain = new Map<number, Candidates>();
  const found: Pick<AccountClasses, 'some' | 'notPlain'> = { some: [], notPlain: [] };
  for (const policyClass of classes) {
    const { isEverything, isPlain, isUnread, grants } = policyClass.coverage();
    const batch = policyClass.members.get(accountId);
    const batches = batch ? [batch] : [];
    if (isPlain) addAlike(plain, policyClass, batches);
    else found.notPlain.push(policyClass);
    if (isEverything) addAlike(everything, policyClass, batches);
    else if (isUnread || grants.length > 0) found.some.push(policyClass);
  }
  return { ...found, everything: [...everything.values()], plain: [...plain.values()] };
}

/** Candidates by the account whose roles their policies can cover. */
type ByTarget = {
  /** Those who cover every role and say no more: one for all that are in like surroundings. */
  everything: Candidates[];
  anywhere: Candidates[];
  byAccount: Map<string, Candidates[]>;
};

function indexByTarget(profile: TrustProfile, classes: PolicyClass[]): ByTarget {
  const found: ByTarget = { everything: [], anywhere: [], byAccount: new Map() };
  const everything = new Map<number, Candidates>();
  for (const policyClass of classes) {
    const { accounts, isEverything } = policyClass.coverage();
    const batches = accounts?.size === 0 ? [] : openBatches(profile, policyClass);
    if (batches.length === 0) continue;
    if (isEverything) addAlike(everything, policyClass, batches);
    else addByTarget(found, { policyClass, batches }, accounts);
  }
  found.everything = [...everything.values()];
  return found;
}

/** Adds to those in like surroundings. */
function addAlike(
  bySurroundings: Map<number, Candidates>,
  policyClass: PolicyClass,
  batches: Batch[],
): void {
  const known = bySurroundings.get(policyClass.surroundings);
  if (known) known.batches.push(...batches);
  else
    bySurroundings.set(policyClass.surroundings, { policyClass, batches: [...batches] });
}

function addByTarget(
  { anywhere, byAccount }: Omit<ByTarget, 'everything'>,
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
    for (const principal of account.principals()) {
      byId.set(principal.id, { account, principals: [principal] });
    }
  }
  return byId;
}
