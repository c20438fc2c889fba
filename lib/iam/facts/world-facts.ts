import { parseArn } from '@/lib/core/arn';
import type {
  CollectedOrg,
  CollectedWorld,
  ManagedPolicyDetail,
  PolicyDocument,
} from '../world';
import { type AccountFacts, accountFacts, type BucketFacts } from './account-facts';
import { type OrgFacts, orgFacts } from './org-facts';

/** Everything the engine may look at. Made from accounts that are cheap to replace one by one. */
export type WorldFacts = {
  org: OrgFacts | null;
  accounts: Map<string, AccountFacts>;
};

/**
 * Puts accounts together. Costs one map entry per account, so a world can be rebuilt after
 * each write when only the account that was written gets new facts.
 */
export function worldFacts(
  org: CollectedOrg | undefined,
  accounts: AccountFacts[],
): WorldFacts {
  return {
    org: org ? orgFacts(org) : null,
    accounts: new Map(accounts.map((account) => [account.accountId, account])),
  };
}

/** `worldFacts` from collected data, all accounts at once. */
export function collectFacts(world: CollectedWorld): WorldFacts {
  const accounts = Object.entries(world.accounts).map(([accountId, account]) =>
    accountFacts(accountId, account),
  );
  return worldFacts(world.org, accounts);
}

/** A collected account; undefined when it was not read or lies in another partition. */
export function findAccount(
  world: WorldFacts,
  accountId: string,
  partition: string,
): AccountFacts | undefined {
  const account = world.accounts.get(accountId);
  const isOther = account?.partition && account.partition !== partition;
  return isOther ? undefined : account;
}

/** The account that holds a bucket: bucket ARNs do not name one. */
export function findBucket(
  world: WorldFacts,
  name: string,
): { account: AccountFacts; bucket: BucketFacts } | null {
  for (const account of world.accounts.values()) {
    const bucket = account.bucketsByName.get(name);
    if (bucket) return { account, bucket };
  }
  return null;
}

/**
 * The document in force of a managed policy; null when it was not collected.
 * AWS's own policies are the same in every account, so any account's copy serves.
 */
export function findPolicyDocument(
  world: WorldFacts,
  home: AccountFacts | undefined,
  arn: string,
): { name: string; document: PolicyDocument } | null {
  const own = home?.policiesByArn.get(arn);
  const policy = own ?? findElsewhere(world, arn);
  const version = policy?.PolicyVersionList.find(
    ({ VersionId }) => VersionId === policy.DefaultVersionId,
  );
  return policy && version
    ? { name: policy.PolicyName, document: version.Document }
    : null;
}

function findElsewhere(world: WorldFacts, arn: string): ManagedPolicyDetail | undefined {
  const accountId = parseArn(arn)?.accountId ?? '';
  if (accountId !== 'aws') return world.accounts.get(accountId)?.policiesByArn.get(arn);
  for (const account of world.accounts.values()) {
    const policy = account.policiesByArn.get(arn);
    if (policy) return policy;
  }
  return undefined;
}
