import { KNOWN_AWS_POLICIES } from '@/lib/iam/facts/known-aws-policies';
import { findPolicyDocument } from '@/lib/iam/facts/world-facts';
import type { ManagedPolicyDetail, PolicyDocument } from '@/lib/iam/world';
import type { StoredAccount } from '@/lib/ports';
import type { KnownWorld } from './load-world';

/** A managed policy that a role of an account can have. */
export type ManagedChoice = {
  arn: string;
  name: string;
  /** Whose it is, and what it is for where that is known. */
  detail: string;
};

const isOfAws = (arn: string): boolean => arn.includes(':iam::aws:');

// AWS takes such a policy for its own roles only.
const isForServices = (arn: string): boolean => arn.includes(':policy/aws-service-role/');

/** The account's own policies first, then AWS's: the known ones, and those in use anywhere. */
export function managedIn(
  { readings }: KnownWorld,
  { id, name, partition }: StoredAccount,
): ManagedChoice[] {
  const own = (readings.get(id)?.collected.Policies ?? [])
    .filter(({ Arn }) => !isOfAws(Arn))
    .map((policy) => choiceOf(policy, `of ${name}`));
  const known = KNOWN_AWS_POLICIES.map(({ path, says }) => ({
    arn: `arn:${partition}:iam::aws:policy/${path}`,
    name: path.slice(path.lastIndexOf('/') + 1),
    detail: `of AWS: ${says}`,
  }));
  const inUse = [...readings.values()]
    .flatMap(({ collected }) => collected.Policies)
    .filter(({ Arn }) => Arn.startsWith(`arn:${partition}:iam::aws:`))
    .filter(({ Arn }) => !isForServices(Arn))
    .map((policy) => choiceOf(policy, 'of AWS'));
  return [...new Map([...own, ...inUse, ...known].map((one) => [one.arn, one])).values()];
}

const choiceOf = (
  { Arn, PolicyName }: ManagedPolicyDetail,
  detail: string,
): ManagedChoice => ({ arn: Arn, name: PolicyName, detail });

/** What a managed policy says; null where no account that was read has it. */
export const managedDocument = (
  { facts }: KnownWorld,
  accountId: string,
  arn: string,
): PolicyDocument | null =>
  findPolicyDocument(facts, facts.accounts.get(accountId), arn)?.document ?? null;
