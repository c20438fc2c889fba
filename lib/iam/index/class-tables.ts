import { pushTo } from '@/lib/core/push-to';
import type { Template } from '../parse/template';
import type { Targets } from './coverage';
import type { Alike, Batch, PolicyClass } from './policy-class';
import { mayFit } from './role-range';
import { openMembers, type TrustProfile } from './trust-profile';

/** Principals by the roles that their policies can cover. */
export type ByTarget = {
  /** Those who cover every role and say no more: one for all that are in like surroundings. */
  everything: Alike[];
  anywhere: Alike[];
  /** By the accounts, the ARNs and the patterns that their grants list. */
  byAccount: Map<string, Alike[]>;
  byRoleArn: Map<string, Alike[]>;
  byPattern: Map<string, { pattern: Template; alikes: Alike[] }>;
};

/** All whose policies can cover a role, each once. */
export function alikesAbout(
  { everything, anywhere, byAccount, byRoleArn, byPattern }: ByTarget,
  { roleArn, accountId }: { roleArn: string; accountId: string },
): Iterable<Alike> {
  const found = new Set(everything);
  for (const alike of anywhere) found.add(alike);
  for (const alike of byAccount.get(accountId) ?? []) found.add(alike);
  for (const alike of byRoleArn.get(roleArn) ?? []) found.add(alike);
  byPattern.forEach(({ pattern, alikes }) => {
    if (mayFit(pattern, roleArn)) for (const alike of alikes) found.add(alike);
  });
  return found;
}

/** Whom an open trust policy may let in. */
export const openByTarget = (profile: TrustProfile, classes: PolicyClass[]): ByTarget =>
  byTarget(classes, ({ members }) => {
    const batches: Batch[] = [];
    for (const { account, principals } of members.values()) {
      const open = openMembers(profile, principals);
      if (open.length > 0) batches.push({ account, principals: open });
    }
    return batches;
  });

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
  const everything = new Map<string, Alike>();
  const found: ByTarget = {
    everything: [],
    anywhere: [],
    byAccount: new Map(),
    byRoleArn: new Map(),
    byPattern: new Map(),
  };
  for (const policyClass of classes) {
    const { targets, isEverything } = policyClass.coverage();
    const batches = targets && isEmpty(targets) ? [] : batchesOf(policyClass);
    if (batches.length === 0) continue;
    if (isEverything) addAlike(everything, policyClass, batches);
    else addByTarget(found, { policyClass, batches });
  }
  found.everything = [...everything.values()];
  return found;
}

const isEmpty = ({ roleArns, accounts, patterns }: Targets): boolean =>
  roleArns.size + accounts.size + patterns.size === 0;

function addByTarget(found: ByTarget, alike: Alike): void {
  const { targets } = alike.policyClass.coverage();
  if (!targets) found.anywhere.push(alike);
  for (const roleArn of targets?.roleArns ?? []) {
    pushTo(found.byRoleArn, roleArn, alike);
  }
  for (const accountId of targets?.accounts ?? []) {
    pushTo(found.byAccount, accountId, alike);
  }
  targets?.patterns.forEach((pattern, raw) => {
    const known = found.byPattern.get(raw);
    if (known) known.alikes.push(alike);
    else found.byPattern.set(raw, { pattern, alikes: [alike] });
  });
}

/** Adds to those in like surroundings; bounded ones stay apart, whom a policy may tell. */
function addAlike(
  bySurroundings: Map<string, Alike>,
  policyClass: PolicyClass,
  batches: Batch[],
): void {
  const isBounded = policyClass.compiled().boundary !== null;
  const key = `${policyClass.surroundings} ${isBounded}`;
  const known = bySurroundings.get(key) ?? { policyClass, batches: [] };
  bySurroundings.set(key, known);
  for (const batch of batches) known.batches.push(batch);
}
