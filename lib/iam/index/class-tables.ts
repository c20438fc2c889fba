import { pushTo } from '@/lib/core/push-to';
import type { Alike, Batch, PolicyClass } from './policy-class';
import { openMembers, type TrustProfile } from './trust-profile';

/** Principals by the roles that their policies can cover. */
export type ByTarget = {
  /** Those who cover every role and say no more: one for all that are in like surroundings. */
  everything: Alike[];
  anywhere: Alike[];
  byAccount: Map<string, Alike[]>;
  /** Those whose grants name roles by their ARNs. */
  byRoleArn: Map<string, Alike[]>;
};

/** Calls back with all whose policies can cover a role. */
export function forEachAbout(
  { everything, anywhere, byAccount, byRoleArn }: ByTarget,
  { roleArn, accountId }: { roleArn: string; accountId: string },
  about: (alike: Alike) => void,
): void {
  everything.forEach(about);
  anywhere.forEach(about);
  byAccount.get(accountId)?.forEach(about);
  byRoleArn.get(roleArn)?.forEach(about);
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
  /** Principals whose policies do nothing but allow, whatever: one for all in like surroundings. */
  plain: Alike[];
  /** Those who are denied something, bounded or not wholly read. */
  notPlain: Alike[];
};

export function accountClasses(
  classes: PolicyClass[],
  accountId: string,
): AccountClasses {
  const batchesOf = ({ members }: PolicyClass): Batch[] => {
    const batch = members.get(accountId);
    return batch ? [batch] : [];
  };
  const plain = new Map<number, Alike>();
  const notPlain: Alike[] = [];
  for (const policyClass of classes) {
    const batches = batchesOf(policyClass);
    if (policyClass.coverage().isPlain) addAlike(plain, policyClass, batches);
    else notPlain.push({ policyClass, batches });
  }
  return { ...byTarget(classes, batchesOf), plain: [...plain.values()], notPlain };
}

function byTarget(
  classes: PolicyClass[],
  batchesOf: (policyClass: PolicyClass) => Batch[],
): ByTarget {
  const everything = new Map<number, Alike>();
  const found: ByTarget = {
    everything: [],
    anywhere: [],
    byAccount: new Map(),
    byRoleArn: new Map(),
  };
  for (const policyClass of classes) {
    const { accounts, isEverything } = policyClass.coverage();
    const batches = accounts?.size === 0 ? [] : batchesOf(policyClass);
    if (batches.length === 0) continue;
    if (isEverything) addAlike(everything, policyClass, batches);
    else addByTarget(found, { policyClass, batches });
  }
  found.everything = [...everything.values()];
  return found;
}

function addByTarget({ anywhere, byAccount, byRoleArn }: ByTarget, alike: Alike): void {
  const { accounts, roleArns } = alike.policyClass.coverage();
  if (roleArns) for (const roleArn of roleArns) pushTo(byRoleArn, roleArn, alike);
  else if (accounts) for (const id of accounts) pushTo(byAccount, id, alike);
  else anywhere.push(alike);
}

/** Adds to those in like surroundings; those of one account come together. */
function addAlike(
  bySurroundings: Map<number, Alike>,
  policyClass: PolicyClass,
  batches: Batch[],
): void {
  const { surroundings } = policyClass;
  const known = bySurroundings.get(surroundings) ?? { policyClass, batches: [] };
  bySurroundings.set(surroundings, known);
  for (const batch of batches) known.batches.push(batch);
}
