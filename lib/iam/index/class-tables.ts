import type { Template } from '../parse/template';
import { addAim, type ByAim, makeByAim, thingsAt, type Wanted } from './by-aim';
import type { Fold } from './coverage';
import { type Covering, coveringSurely, type Folds, foldIn, makeFolds } from './folds';
import type { Alike, Batch, PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';
import { mayFit } from './role-range';
import { openMembers, type TrustProfile } from './trust-profile';

/** Principals by the roles that their policies can cover. */
export type ByTarget = {
  /** Those who surely cover what is told of them. */
  folds: Folds;
  /** Those who may cover a role, but only the evaluator can tell, by what they list. */
  apart: ByAim<Apart>;
  /** Those of whom nothing tells which roles they can cover. */
  anywhere: Covering[];
};

/** Some of a class, found by what they may cover, with what they cover as those of a fold. */
type Apart = { covering: Covering; but: Template[] };

/** All whose policies can cover a role, each once. */
export function coveringOf(
  { folds, apart, anywhere }: ByTarget,
  wanted: Wanted,
): Covering[] {
  const found = coveringSurely(folds, wanted);
  for (const covering of anywhere) found.push(covering);
  for (const { covering, but } of new Set(thingsAt(apart, wanted))) {
    if (!but.some((pattern) => mayFit(pattern, wanted.roleArn))) found.push(covering);
  }
  return found;
}

/** The classes of all accounts. */
export const allByTarget = (classes: PolicyClass[]): ByTarget =>
  byTarget(classes, ({ members }) => [...members.values()]);

/** Of some principals those whom an open trust policy may let in without naming them or their accounts. */
export function openBatches(
  profile: TrustProfile,
  named: Set<ReducedPrincipal>,
  batches: Batch[],
): Batch[] {
  const open: Batch[] = [];
  for (const batch of batches) {
    const { account, principals } = batch;
    if (profile.accountsNamed.has(account.accountId)) continue;
    const letIn = openMembers(profile, principals);
    const unnamed = named.size > 0 ? letIn.filter((one) => !named.has(one)) : letIn;
    if (unnamed.length === principals.length) open.push(batch);
    else if (unnamed.length > 0) open.push({ account, principals: unnamed });
  }
  return open;
}

/** The classes of an account. */
export type AccountClasses = ByTarget & {
  /** Principals whose policies deny nothing: one for all in like surroundings. */
  undenied: Alike[];
  /** Those who are denied something or not wholly read. */
  denied: Alike[];
};

export function accountClasses(
  classes: PolicyClass[],
  accountId: string,
): AccountClasses {
  const batchesOf = ({ members }: PolicyClass): Batch[] => {
    const batch = members.get(accountId);
    return batch ? [batch] : [];
  };
  const undenied = new Map<string, Alike>();
  const denied: Alike[] = [];
  for (const policyClass of classes) {
    const batches = batchesOf(policyClass);
    if (policyClass.coverage().deniesNothing) addAlike(undenied, policyClass, batches);
    else denied.push({ policyClass, batches });
  }
  return { ...byTarget(classes, batchesOf), undenied: [...undenied.values()], denied };
}

function byTarget(
  classes: PolicyClass[],
  batchesOf: (policyClass: PolicyClass) => Batch[],
): ByTarget {
  const found: ByTarget = { folds: makeFolds(), apart: makeByAim(), anywhere: [] };
  for (const policyClass of classes) {
    const { targets } = policyClass.coverage();
    const batches = targets?.length === 0 ? [] : batchesOf(policyClass);
    if (batches.length > 0) addByTarget(found, policyClass, batches);
  }
  return found;
}

function addByTarget(
  { folds, apart, anywhere }: ByTarget,
  policyClass: PolicyClass,
  batches: Batch[],
): void {
  const { fold, targets } = policyClass.coverage();
  const covering = { policyClass, batches, isSure: false };
  if (fold) foldIn(folds, fold, { ...covering, isSure: true });
  else if (!targets) anywhere.push(covering);
  const one = { covering, but: fold?.covers === 'listed' ? fold.patterns : [] };
  for (const pattern of restOf(fold, targets)) addAim(apart, pattern, one);
}

/** The roles that those of a class have to be looked at for. */
const restOf = (fold: Fold | null, targets: Template[] | null): Template[] =>
  fold ? (fold.covers === 'everything' ? [] : fold.rest) : (targets ?? []);

/** Adds to those in like surroundings; bounded ones stay apart, whom a policy may tell. */
function addAlike(
  bySurroundings: Map<string, Alike>,
  policyClass: PolicyClass,
  batches: Batch[],
): void {
  const isBounded = policyClass.boundary !== '';
  const key = `${policyClass.surroundings} ${isBounded}`;
  const known = bySurroundings.get(key) ?? { policyClass, batches: [] };
  bySurroundings.set(key, known);
  for (const batch of batches) known.batches.push(batch);
}
