import { type ArnParts, parseArn } from '@/lib/core/arn';
import type { Requirement } from '../answer';
import type { AccountFacts } from '../facts/account-facts';
import { findAccount, findBucket, type WorldFacts } from '../facts/world-facts';
import type { ReferredPolicy } from '../gather/shelf';
import { rememberPolicy } from '../parse/remember-policy';
import type { Question } from '../question';
import type { RoleDetail } from '../world';
import { accountIdOf, type Caller, isAccountCaller } from './caller';

/** What the question is about, found in the world. */
export type Target = {
  kind: 'role' | 'bucket' | 'key' | 'other';
  arn: string;
  partition: string;
  /** Null when nobody knows who owns it. */
  accountId: string | null;
  account: AccountFacts | undefined;
  role: RoleDetail | null;
  policy: ReferredPolicy | null;
  /** Set when the resource policy exists or may exist but was not collected. */
  unread: Requirement | null;
  isMissing: boolean;
  /** A key that a service of AWS made and keeps. */
  isAwsManaged: boolean;
};

/** Services whose resources never carry a policy of their own, roles apart. */
const WITHOUT_RESOURCE_POLICY = new Set([
  'iam',
  'sts',
  'organizations',
  'account',
  'ec2',
  'access-analyzer',
  'cloudtrail',
  'sso',
]);
/** Bucket actions that name no existing bucket. */
const BUCKETLESS = new Set(['s3:createbucket', 's3:listallmybuckets']);

/** Finds the resource of a question and its policy. */
export function findTarget(
  world: WorldFacts,
  question: Question,
  caller: Caller,
): Target {
  const { resource } = question;
  const [service = ''] = question.action.toLowerCase().split(':');
  const parts = parseArn(resource);
  if (service === 'sts' && parts?.service === 'iam') {
    return findRoleTarget(world, resource);
  }
  if (service === 's3' && parts?.service === 's3' && parts.accountId === '') {
    return findBucketTarget(world, question, caller);
  }
  if (
    service === 'kms' &&
    parts?.service === 'kms' &&
    parts.resource.startsWith('key/')
  ) {
    return findKey(world, resource);
  }
  return findOther(world, question, caller);
}

const emptyTarget = (arn: string, partition: string): Target => ({
  kind: 'other',
  arn,
  partition,
  accountId: null,
  account: undefined,
  role: null,
  policy: null,
  unread: null,
  isMissing: false,
  isAwsManaged: false,
});

/** A role as the target of a question, with its trust policy. */
export function findRoleTarget(world: WorldFacts, arn: string): Target {
  const { partition = 'aws', accountId = '', resource = '' } = parseArn(arn) ?? {};
  const account = findAccount(world, accountId, partition);
  const role = account?.rolesByArn.get(arn) ?? null;
  const base: Target = {
    ...emptyTarget(arn, partition),
    kind: 'role',
    accountId,
    account,
  };
  if (!role) {
    const isMissing = account !== undefined || !resource.startsWith('role/');
    return { ...base, isMissing, unread: isMissing ? null : documentOf(arn) };
  }
  const policy = referred('trust', 'trust policy', arn, accountId, {
    document: role.AssumeRolePolicyDocument,
  });
  return { ...base, role, policy };
}

function findBucketTarget(world: WorldFacts, question: Question, caller: Caller): Target {
  const { resource, resourceAccount, action } = question;
  const { partition = 'aws', resource: path = '' } = parseArn(resource) ?? {};
  const [name = ''] = path.split('/');
  const found = findBucket(world, name);
  const base: Target = { ...emptyTarget(resource, partition), kind: 'bucket' };
  if (found) {
    const { account, bucket } = found;
    const document = bucket.policy;
    const { accountId } = account;
    const arn = `arn:${partition}:s3:::${name}`;
    const policy = document
      ? referred('bucket', 'bucket policy', arn, accountId, { document })
      : null;
    const unread = bucket.isUnread ? documentOf(arn) : null;
    return { ...base, accountId, account, policy, unread };
  }
  if (BUCKETLESS.has(action.toLowerCase()) || resourceAccount !== undefined) {
    return bucketWithoutPolicy(world, base, resourceAccount ?? accountIdOf(caller));
  }
  return { ...base, isMissing: true };
}

function bucketWithoutPolicy(
  world: WorldFacts,
  base: Target,
  accountId: string | null,
): Target {
  const account = accountId ? findAccount(world, accountId, base.partition) : undefined;
  const unread = account || !accountId ? null : documentOf(base.arn);
  return { ...base, accountId, account, unread };
}

function findKey(world: WorldFacts, arn: string): Target {
  const { partition = 'aws', accountId = '' } = parseArn(arn) ?? {};
  const account = findAccount(world, accountId, partition);
  const key = account?.keysByArn.get(arn);
  const base: Target = {
    ...emptyTarget(arn, partition),
    kind: 'key',
    accountId,
    account,
  };
  if (!key) {
    const isMissing = account?.areKeysRead === true;
    return { ...base, isMissing, unread: isMissing ? null : documentOf(arn) };
  }
  const policy = referred('key', 'key policy', arn, accountId, { document: key.policy });
  return { ...base, policy, isAwsManaged: key.isAwsManaged };
}

/**
 * The account that an ARN names as its owner. AWS's own policies (`arn:aws:iam::aws:policy/…`)
 * are everybody's, and what is in an organization is also that of a delegated administrator:
 * there the account that was told counts.
 */
function namedOwner(parts: ArnParts | null, told: string | undefined): string {
  if (!parts || parts.accountId === 'aws') return '';
  return parts.service === 'organizations' && told !== undefined ? '' : parts.accountId;
}

function findOther(world: WorldFacts, question: Question, caller: Caller): Target {
  const { resource, resourceAccount } = question;
  const parts = parseArn(resource);
  const ownPartition = isAccountCaller(caller) ? caller.partition : 'aws';
  const partition = parts?.partition ?? ownPartition;
  const accountId =
    namedOwner(parts, resourceAccount) || resourceAccount || accountIdOf(caller);
  const account = accountId ? findAccount(world, accountId, partition) : undefined;
  const hasNoPolicy = !parts || WITHOUT_RESOURCE_POLICY.has(parts.service);
  const isOwn = account !== undefined && accountId === accountIdOf(caller);
  const unread = hasNoPolicy || isOwn ? null : documentOf(resource);
  // Actions on a role, such as iam:PassRole, know its tags.
  const role = account?.rolesByArn.get(resource) ?? null;
  return { ...emptyTarget(resource, partition), accountId, account, unread, role };
}

const documentOf = (arn: string): Requirement => ({ kind: 'policy-document', arn });

function referred(
  kind: 'trust' | 'bucket' | 'key',
  name: string,
  owner: string,
  accountId: string,
  { document }: { document: unknown },
): ReferredPolicy {
  return {
    ref: { name, arn: null, kind, owner, accountId },
    policy: rememberPolicy(document, kind),
  };
}
