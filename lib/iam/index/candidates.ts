import { alikesAbout } from './class-tables';
import type { EstateIndex } from './estate-index';
import type { OwnSide } from './own-side';
import type { Alike, Batch, PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';
import type { Sought } from './sought';
import {
  type Place,
  placeOf,
  type Standing,
  standingOfClass,
  standingOfNamed,
} from './standing';
import { openMembers, type TrustProfile } from './trust-profile';

/** Principals that stand alike to a role; how they do when their own side is asked, by the class. */
export type Candidates = Alike & { own: OwnSide };

type Search = {
  index: EstateIndex;
  place: Place;
  wanted: { roleArn: string; accountId: string };
  /** Principals that the trust policy names outright. */
  named: Set<ReducedPrincipal>;
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
    named: new Set(),
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
    const batch = findNamed(index, entry);
    const principal = batch?.principals[0];
    const policyClass = principal && index.tables().classes.of.get(principal);
    if (!batch || !policyClass || named.has(principal)) continue;
    named.add(principal);
    const standing = standingOfNamed(place, policyClass, batch.account, principal);
    if (standing) batchesOf(search, standing, policyClass).push(batch);
  }
}

function findNamed(index: EstateIndex, entry: string): Batch | undefined {
  if (!entry.startsWith('arn:')) return index.tables().memberById(entry);
  const account = index.accounts.get(entry.split(':')[4] ?? '');
  const principal = account?.byArn().get(entry);
  return account && principal && { account, principals: [principal] };
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
  for (const alike of alikesAbout(classes, search.wanted)) addAlike(search, alike);
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
function addAlike(search: Search, { policyClass, batches }: Alike): void {
  const account = batches[0]?.account;
  const standing = account && standingOfClass(search.place, policyClass, account);
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
  for (const alike of alikesAbout(classes, wanted)) addElsewhere(search, alike);
}

function addElsewhere(search: Search, { policyClass, batches }: Alike): void {
  const { place, named } = search;
  const { home, profile } = place;
  let into: Batch[] | null = null;
  for (const batch of batches) {
    const { account } = batch;
    if (account === home || profile.accountsNamed.has(account.accountId)) continue;
    if (!into) {
      const standing = standingOfClass(place, policyClass, account);
      if (!standing) return;
      into = batchesOf(search, standing, policyClass);
    }
    addUnnamed(into, batch, named);
  }
}

/** Those who are candidates by their names are that already. */
function addUnnamed(into: Batch[], batch: Batch, named: Search['named']): void {
  if (named.size === 0) {
    if (batch.principals.length > 0) into.push(batch);
    return;
  }
  const { account } = batch;
  const principals = batch.principals.filter((one) => !named.has(one));
  if (principals.length === batch.principals.length) into.push(batch);
  else if (principals.length > 0) into.push({ account, principals });
}
