import { coverOf } from './coverage';
import type { EstateIndex } from './estate-index';
import type { IndexedAccount } from './indexed-account';
import type { Candidates } from './judge-members';
import type { Circumstances } from './judge-taking';
import type { Batch, PolicyClass } from './policy-class';
import type { ReducedDocument } from './reduce-document';
import type { ReducedPrincipal } from './reduced';
import {
  namesPrincipals,
  openMembers,
  type TrustProfile,
  trustProfileFor,
} from './trust-profile';
import type { RolePlace } from './trust-table';

/** A role whose takers are sought. */
export type Sought = {
  index: EstateIndex;
  role: ReducedPrincipal;
  home: IndexedAccount;
  trust: ReducedDocument;
  profile: TrustProfile;
};

/** Null for a role that is not in the estate. */
export function soughtRole(
  index: EstateIndex,
  roleArn: string,
  circumstances: Circumstances,
): Sought | null {
  const home = index.accounts.get(roleArn.split(':')[4] ?? '');
  const role = home?.byArn().get(roleArn);
  return home && role ? soughtAt(index, { role, home }, circumstances) : null;
}

/** Null for a user, whom nobody can take. */
export function soughtAt(
  index: EstateIndex,
  { role, home }: RolePlace,
  circumstances: Circumstances,
): Sought | null {
  const { trust } = role;
  if (!trust) return null;
  return { index, role, home, trust, profile: trustProfileFor(trust, circumstances) };
}

type Search = Sought & {
  /** Principals that the trust policy names outright. */
  named: Set<ReducedPrincipal>;
  /** By what decides: candidates of one key differ by ARN, tags and account only. */
  byKey: Map<string, Candidates>;
};

/**
 * Every collected user and role that may be let in, in sets that need one evaluation or few,
 * by what their members share. Whoever is in none of them is denied: no statement of the trust
 * policy lets it in, or it needs a grant of its own policies and has none.
 */
export function candidatesOf(sought: Sought): Map<string, Candidates> {
  if (!namesPrincipals(sought.trust)) return new Map();
  const search: Search = { ...sought, named: new Set(), byKey: new Map() };
  addNamed(search);
  addAccounts(search);
  addOthers(search);
  return search.byKey;
}

function add(
  { byKey }: Search,
  key: string,
  policyClass: PolicyClass,
  batch: Batch,
): void {
  const known = byKey.get(key);
  if (known) known.batches.push(batch);
  else byKey.set(key, { policyClass, batches: [batch] });
}

/** Principals named by ARN or unique id: no two are named alike. */
function addNamed(search: Search): void {
  const { index, profile, named } = search;
  for (const entry of profile.namesNamed) {
    const batch = findNamed(index, entry);
    const principal = batch?.principals[0];
    const policyClass = principal && index.tables().classes.of.get(principal);
    if (!batch || !policyClass || named.has(principal)) continue;
    named.add(principal);
    const key = keyOfNamed(search, policyClass, batch.account, principal);
    if (key !== null) add(search, key, policyClass, batch);
  }
}

function findNamed(index: EstateIndex, entry: string): Batch | undefined {
  if (!entry.startsWith('arn:')) return index.tables().memberById(entry);
  const account = index.accounts.get(entry.split(':')[4] ?? '');
  const principal = account?.byArn().get(entry);
  return account && principal && { account, principals: [principal] };
}

type Place = Pick<Sought, 'role' | 'home' | 'profile'>;

/** What decides about a principal that is named outright; null when nothing can let it in. */
function keyOfNamed(
  { role, home }: Place,
  policyClass: PolicyClass,
  account: IndexedAccount,
  { arn }: ReducedPrincipal,
): string | null {
  const isHome = account === home;
  const isLost = !isHome && coverOf(policyClass.coverage(), role.arn) === 'no';
  return isLost ? null : `${arn} ${isHome}`;
}

/** Principals of accounts that the trust policy names, and of the role's own where it is open. */
function addAccounts(search: Search): void {
  const { home, profile } = search;
  const isOpen = profile.open.length > 0;
  const accountIds = isOpen
    ? new Set([...profile.accountsNamed, home.accountId])
    : profile.accounts;
  for (const accountId of accountIds) {
    const isFree = isOpen && accountId === home.accountId;
    const { decided, others } = sortedClasses(search, accountId, isFree);
    for (const { policyClass, batches } of decided) {
      for (const batch of batches) addClassOfAccount(search, policyClass, batch);
    }
    addClasses(search, accountId, others);
  }
}

function addClasses(search: Search, accountId: string, classes: PolicyClass[]): void {
  for (const policyClass of classes) {
    const batch = policyClass.members.get(accountId);
    if (batch) addClassOfAccount(search, policyClass, batch);
  }
}

type SortedClasses = { decided: Candidates[]; others: PolicyClass[] };

/** @param isFree a grant to everyone needs no policy of theirs: it is the role's own account */
function sortedClasses(
  { index, profile }: Search,
  accountId: string,
  isFree: boolean,
): SortedClasses {
  const tables = index.tables();
  const { everything, some, plain, notPlain } = tables.classesOf(accountId);
  if (!isFree) return { decided: everything, others: some };
  // Where the account is named as well, a grant of their own tells what lets them in.
  return profile.accounts.has(accountId)
    ? { decided: [], others: tables.classes.in.get(accountId) ?? [] }
    : { decided: plain, others: notPlain };
}

function addClassOfAccount(
  search: Search,
  policyClass: PolicyClass,
  { account, principals }: Batch,
): void {
  const { profile } = search;
  const key = keyOfClass(search, policyClass, account);
  if (key === null) return;
  const isNamed = profile.accounts.has(account.accountId);
  const letIn = isNamed ? principals : openMembers(profile, principals);
  addBatch(search, key, policyClass, { account, principals: letIn });
}

/**
 * What decides about the members of a class in one account; null when nothing can let them in.
 * Those whose policies surely cover the role, and say no more, fare alike in one surroundings.
 */
function keyOfClass(
  { role, home, profile }: Place,
  policyClass: PolicyClass,
  account: IndexedAccount,
): string | null {
  const { accountId } = account;
  const isHome = account === home;
  const isNamed = profile.accounts.has(accountId);
  const coverage = policyClass.coverage();
  const cover = coverage.isEverything ? 'sure' : coverOf(coverage, role.arn);
  const isFree = isHome && profile.open.length > 0;
  if (cover === 'no' && !isFree) return null;
  const isDecided = coverage.isPlain && (cover === 'sure' || (isFree && !isNamed));
  const isApart = isHome || profile.accountsNamed.has(accountId);
  const where = isApart ? `${accountId} ${isHome}` : 'elsewhere';
  const { number, surroundings } = policyClass;
  return `${where} ${isDecided ? `sure ${surroundings}` : `class ${number}`}`;
}

/** Principals of all other accounts, where the trust policy lets everyone in. */
function addOthers(search: Search): void {
  const { index, home, profile } = search;
  if (profile.open.length === 0) return;
  const { everything, anywhere, byAccount } = index.tables().openClassesOf(profile);
  for (const some of [everything, anywhere, byAccount.get(home.accountId) ?? []]) {
    for (const candidates of some) addClassOfOthers(search, candidates);
  }
}

function addClassOfOthers(search: Search, { policyClass, batches }: Candidates): void {
  const { home, profile } = search;
  const others = batches.filter(
    ({ account }) => account !== home && !profile.accountsNamed.has(account.accountId),
  );
  const first = others[0];
  const key = first && keyOfClass(search, policyClass, first.account);
  for (const batch of key ? others : []) {
    addBatch(search, key ?? '', policyClass, batch);
  }
}

function addBatch(
  search: Search,
  key: string,
  policyClass: PolicyClass,
  { account, principals }: Batch,
): void {
  const { named } = search;
  const isFree = named.size === 0 || !principals.some((one) => named.has(one));
  const left = isFree ? principals : principals.filter((one) => !named.has(one));
  if (left.length > 0) add(search, key, policyClass, { account, principals: left });
}

/** The key under which a principal is among the candidates of a role; null when it is not. */
export function candidateKey(
  sought: Sought,
  policyClass: PolicyClass,
  account: IndexedAccount,
  principal: ReducedPrincipal,
): string | null {
  const { profile } = sought;
  if (profile.namesNamed.has(principal.arn) || profile.namesNamed.has(principal.id)) {
    return keyOfNamed(sought, policyClass, account, principal);
  }
  const isNamed = profile.accounts.has(account.accountId);
  if (!isNamed && openMembers(profile, [principal]).length === 0) return null;
  return keyOfClass(sought, policyClass, account);
}
