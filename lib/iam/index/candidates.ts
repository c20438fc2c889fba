import type { Wanted } from './by-aim';
import { coveringOf } from './class-tables';
import type { EstateIndex } from './estate-index';
import type { Covering } from './folds';
import type { IndexedAccount } from './indexed-account';
import type { OwnSide } from './own-side';
import type { Alike, Batch, PolicyClass } from './policy-class';
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
import { openMembers, type TrustProfile } from './trust-profile';

/** Principals that stand alike to a role; how they do when their own side is asked, by the class. */
export type Candidates = Alike & { own: OwnSide };

type Search = {
  index: EstateIndex;
  place: Place;
  wanted: Wanted;
  /** Principals that the trust policy names outright, by their accounts. */
  named: Map<IndexedAccount, Set<ReducedPrincipal>>;
  byKey: Map<string, Candidates>;
};

/**
 * Every collected user and role that may be let in, in sets that need one evaluation or few,
 * by what their members share. Whoever is in none of them is denied: no statement of the trust
 * policy lets it in, it needs a grant of its own policies and has none, or these stop it.
 */
export function candidatesOf(sought: Sought): Map<string, Candidates> {
  const { index } = sought;
  const place = placeOf(sought);
  const { role, home } = place;
  const search: Search = {
    index,
    place,
    wanted: { roleArn: role.arn, accountId: home.accountId },
    named: new Map(),
    byKey: new Map(),
  };
  addNamed(search);
  addAccounts(search);
  addOthers(search);
  return search.byKey;
}

/** The batches of all who stand alike. */
function batchesOf(
  { byKey }: Search,
  { key, own }: Standing,
  policyClass: PolicyClass,
): Batch[] {
  const known = byKey.get(key);
  if (known) return known.batches;
  const batches: Batch[] = [];
  byKey.set(key, { policyClass, own, batches });
  return batches;
}

/** Principals named by ARN or unique id: no two are named alike. */
function addNamed(search: Search): void {
  const { index, place, named } = search;
  for (const entry of place.profile.namesNamed) {
    const member = index.tables().memberNamed(entry);
    if (!member) continue;
    const { account, principal, policyClass, batch } = member;
    const ofAccount = named.get(account) ?? new Set();
    if (ofAccount.has(principal)) continue;
    named.set(account, ofAccount.add(principal));
    const standing = standingOfNamed(place, policyClass, account, principal);
    if (standing) batchesOf(search, standing, policyClass).push(batch);
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
  const { profile } = place;
  const into = batchesOf(search, standing, policyClass);
  const isNamed = profile.accounts.has(account.accountId);
  for (const batch of batches) {
    const letIn = isNamed ? batch : openBatch(profile, batch);
    addUnnamed(into, letIn, named);
  }
}

function openBatch(profile: TrustProfile, batch: Batch): Batch {
  const { account, principals } = batch;
  const open = openMembers(profile, principals);
  return open === principals ? batch : { account, principals: open };
}

/** Principals of all other accounts, where the trust policy lets everyone in. */
function addOthers(search: Search): void {
  const { index, place, wanted } = search;
  const { profile } = place;
  if (profile.open.length === 0) return;
  const classes = index.tables().openClassesOf(profile);
  for (const covering of coveringOf(classes, wanted)) addElsewhere(search, covering);
}

function addElsewhere(search: Search, { policyClass, batches, isSure }: Covering): void {
  const { place, named } = search;
  const standing = standingElsewhere(place, policyClass, isSure);
  if (!standing) return;
  const into = batchesOf(search, standing, policyClass);
  // An estate has many accounts: no list or object is made for each.
  for (let at = 0; at < batches.length; at += 1) {
    const batch = batches[at];
    if (batch && !isApart(place, batch)) addUnnamed(into, batch, named);
  }
}

/** Whether an account stands to the role unlike all that it does not name. */
const isApart = ({ home, profile }: Place, { account }: Batch): boolean =>
  account === home || profile.accountsNamed.has(account.accountId);

/** Those who are candidates by their names are that already. */
function addUnnamed(into: Batch[], batch: Batch, named: Search['named']): void {
  const { account, principals } = batch;
  const ofAccount = named.size === 0 ? undefined : named.get(account);
  if (!ofAccount) {
    if (principals.length > 0) into.push(batch);
    return;
  }
  const others = principals.filter((one) => !ofAccount.has(one));
  if (others.length === principals.length) into.push(batch);
  else if (others.length > 0) into.push({ account, principals: others });
}
