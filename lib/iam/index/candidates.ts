import { forEachAbout } from './class-tables';
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
import { namesPrincipals, openMembers } from './trust-profile';

/** Principals that stand alike to a role; how they do when their own side is asked, by the class. */
export type Candidates = Alike & { own: OwnSide };

type Search = Place & {
  index: EstateIndex;
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
  const { index, trust } = sought;
  if (!namesPrincipals(trust)) return new Map();
  const place = placeOf(sought);
  const { role, home } = place;
  const search: Search = {
    ...place,
    index,
    wanted: { roleArn: role.arn, accountId: home.accountId },
    named: new Set(),
    byKey: new Map(),
  };
  addNamed(search);
  addAccounts(search);
  addOthers(search);
  return search.byKey;
}

function add(
  { byKey }: Search,
  { key, own }: Standing,
  policyClass: PolicyClass,
  batch: Batch,
): void {
  const known = byKey.get(key);
  if (known) known.batches.push(batch);
  else byKey.set(key, { policyClass, own, batches: [batch] });
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
    const standing = standingOfNamed(search, policyClass, batch.account, principal);
    if (standing) add(search, standing, policyClass, batch);
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
  const { home, profile } = search;
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
  forEachAbout(classes, search.wanted, (alike) => addAlike(search, alike));
}

/** Principals of the role's own account, where a grant to everyone needs no policy of theirs. */
function addHome(search: Search): void {
  const { index, profile, home } = search;
  const { accountId } = home;
  const { plain, notPlain } = index.tables().classesOf(accountId);
  // Where the account is named as well, a grant of their own tells what lets them in.
  if (profile.accounts.has(accountId)) addClasses(search, accountId);
  else for (const alike of [...plain, ...notPlain]) addAlike(search, alike);
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
  const standing = account && standingOfClass(search, policyClass, account);
  if (!standing) return;
  const { profile } = search;
  const isNamed = profile.accounts.has(account.accountId);
  for (const batch of batches) {
    const principals = isNamed
      ? batch.principals
      : openMembers(profile, batch.principals);
    const letIn = principals === batch.principals ? batch : { account, principals };
    addBatch(search, standing, policyClass, letIn);
  }
}

/** Principals of all other accounts, where the trust policy lets everyone in. */
function addOthers(search: Search): void {
  const { index, profile, wanted } = search;
  if (profile.open.length === 0) return;
  const classes = index.tables().openClassesOf(profile);
  forEachAbout(classes, wanted, (alike) => addElsewhere(search, alike));
}

function addElsewhere(search: Search, { policyClass, batches }: Alike): void {
  const { home, profile } = search;
  let standing: Standing | null = null;
  for (const batch of batches) {
    const { account } = batch;
    if (account === home || profile.accountsNamed.has(account.accountId)) continue;
    standing ??= standingOfClass(search, policyClass, account);
    if (!standing) return;
    addBatch(search, standing, policyClass, batch);
  }
}

function addBatch(
  search: Search,
  standing: Standing,
  policyClass: PolicyClass,
  batch: Batch,
): void {
  const left = unnamedOf(search, batch);
  if (left.principals.length > 0) add(search, standing, policyClass, left);
}

/** Without those who are candidates by their names. */
function unnamedOf({ named }: Search, batch: Batch): Batch {
  const { account, principals } = batch;
  const isFree = named.size === 0 || !principals.some((one) => named.has(one));
  return isFree
    ? batch
    : { account, principals: principals.filter((one) => !named.has(one)) };
}
