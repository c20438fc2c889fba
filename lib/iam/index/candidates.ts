import type { Wanted } from './by-aim';
import { coveringOf } from './class-tables';
import type { EstateIndex } from './estate-index';
import type { IndexedAccount } from './indexed-account';
import type { Alike, Batch } from './policy-class';
import type { ReducedPrincipal } from './reduced';
import type { Sought } from './sought';
import {
  type Place,
  placeOf,
  type Standing,
  standingElsewhere,
  standingOfClass,
  standingOfNamed,
} from './standing';
import { isOpenToAll, openMembers, type TrustProfile } from './trust-profile';

/**
 * Principals that stand alike to a role; how they do when their own side is asked, by the class.
 * Their list is one that many roles share: those of `except` are in it and do not count.
 */
export type Candidates = Alike & Standing & { except: IndexedAccount | null };

type Search = {
  index: EstateIndex;
  place: Place;
  wanted: Wanted;
  /** Principals that the trust policy names outright, by their accounts. */
  named: Map<IndexedAccount, Set<ReducedPrincipal>>;
  found: Candidates[];
};

/**
 * Every collected user and role that may be let in, each once, in sets that need one evaluation
 * or few. Whoever is in none of them is denied: no statement of the trust policy lets it in, it
 * needs a grant of its own policies and has none, or these stop it.
 */
export function candidatesOf(sought: Sought): Candidates[] {
  const { index } = sought;
  const place = placeOf(sought);
  const { role, home } = place;
  const search: Search = {
    index,
    place,
    wanted: { roleArn: role.arn, accountId: home.accountId },
    named: new Map(),
    found: [],
  };
  addNamed(search);
  addAccounts(search);
  addOthers(search);
  return search.found;
}

function addFound(
  { found }: Search,
  { policyClass, batches }: Alike,
  { own, isHome, knownAs }: Standing,
  except: IndexedAccount | null = null,
): void {
  if (batches.length === 0) return;
  found.push({ policyClass, batches, own, isHome, knownAs, except });
}

/** Principals named by ARN or unique id: no two are named alike. */
function addNamed(search: Search): void {
  const { index, place, named } = search;
  for (const entry of place.profile.namesNamed) {
    const member = index.tables().memberNamed(entry);
    if (!member) continue;
    const { account, principal, policyClass, batches } = member;
    const ofAccount = named.get(account) ?? new Set();
    if (ofAccount.has(principal)) continue;
    named.set(account, ofAccount.add(principal));
    const standing = standingOfNamed(place, policyClass, account, principal);
    if (standing) addFound(search, { policyClass, batches }, standing);
  }
}

/** Principals of accounts that the trust policy names, and of the role's own where it is open. */
function addAccounts(search: Search): void {
  const { home, profile } = search.place;
  const isOpen = profile.open.length > 0;
  for (const accountId of isOpen ? profile.accountsNamed : profile.accounts) {
    const isFree = isOpen && accountId === home.accountId;
    if (!isFree) addThoseGranted(search, accountId);
  }
  if (isOpen) addHome(search);
}

/** Principals of a named account whose own policies may grant the role. */
function addThoseGranted(search: Search, accountId: string): void {
  const classes = search.index.tables().classesOf(accountId);
  for (const covering of coveringOf(classes, search.wanted)) {
    addAlike(search, covering, covering.isSure);
  }
}

/** Principals of the role's own account, where a grant to everyone needs no policy of theirs. */
function addHome(search: Search): void {
  const { index, place } = search;
  const { home, profile } = place;
  const { accountId } = home;
  const { undenied, denied } = index.tables().classesOf(accountId);
  // Where the account is named as well, a grant of their own tells what lets them in.
  if (profile.accounts.has(accountId)) addClasses(search, accountId);
  else {
    for (const alike of undenied) addAlike(search, alike);
    for (const alike of denied) addAlike(search, alike);
  }
}

function addClasses(search: Search, accountId: string): void {
  const { classes } = search.index.tables();
  for (const policyClass of classes.in.get(accountId) ?? []) {
    const batch = policyClass.members.get(accountId);
    if (batch) addAlike(search, { policyClass, batches: [batch] });
  }
}

/** Principals of one account. */
function addAlike(
  search: Search,
  { policyClass, batches }: Alike,
  isCovered = false,
): void {
  const account = batches[0]?.account;
  const standing =
    account && standingOfClass(search.place, policyClass, account, isCovered);
  if (!standing) return;
  const { place, named } = search;
  const isNamed = place.profile.accounts.has(account.accountId);
  const letIn = isNamed ? batches : openBatches(place.profile, batches);
  const unnamed = withoutNamed(letIn, named.get(account));
  addFound(search, { policyClass, batches: unnamed }, standing);
}

function openBatches(profile: TrustProfile, batches: Batch[]): Batch[] {
  if (isOpenToAll(profile)) return batches;
  const open: Batch[] = [];
  for (const { account, principals } of batches) {
    const letIn = openMembers(profile, principals);
    if (letIn.length > 0) open.push({ account, principals: letIn });
  }
  return open;
}

/** Those who are candidates by their names are that already. */
function withoutNamed(
  batches: Batch[],
  named: Set<ReducedPrincipal> | undefined,
): Batch[] {
  if (!named) return batches;
  const others: Batch[] = [];
  for (const { account, principals } of batches) {
    const unnamed = principals.filter((one) => !named.has(one));
    if (unnamed.length > 0) others.push({ account, principals: unnamed });
  }
  return others;
}

/** Principals of all other accounts, where the trust policy lets everyone in. */
function addOthers(search: Search): void {
  const { index, place, wanted } = search;
  const { profile } = place;
  if (profile.open.length === 0) return;
  const tables = index.tables();
  const openOf = tables.openBatchesOf(profile);
  for (const { policyClass, batches, isSure } of coveringOf(
    tables.allClasses(),
    wanted,
  )) {
    const open = openOf(batches);
    const standing = open.length > 0 && standingElsewhere(place, policyClass, isSure);
    if (standing) addFound(search, { policyClass, batches: open }, standing, place.home);
  }
}
