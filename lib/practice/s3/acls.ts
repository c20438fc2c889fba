import type {
  GetBucketAclCommandInput,
  GetObjectAclCommandInput,
  PutBucketAclCommandInput,
  PutObjectAclCommandInput,
} from '@aws-sdk/client-s3';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredBucket } from '../world/s3-types';
import type { AccountState } from '../world/types';
import { allowBucket } from './find-bucket';
import { allowObject } from './find-object';

/** An account as access control lists name it. */
const canonicalId = ({ id }: AccountState): string => id.padStart(64, '0');

export const ownerMembers = (account: AccountState) => ({
  ID: canonicalId(account),
  DisplayName: account.name,
});

export const initiatorMembers = (arn: string) => ({
  ID: arn,
  DisplayName: arn.slice(arn.lastIndexOf(':') + 1),
});

/** What the bucket's owner owns anyway. */
const OWNERS_OWN = new Set(['private', 'bucket-owner-full-control']);

/** Says no to every other list, since none would be enforced. */
export function checkAcl(bucket: StoredBucket, acl: string | undefined): void {
  if (acl === undefined || OWNERS_OWN.has(acl)) return;
  if (bucket.ownership === 'BucketOwnerEnforced')
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  throw new AwsError(
    'NotImplemented',
    `The practice accounts do not answer access control lists such as ${acl}.`,
    501,
  );
}

const fullControl = (account: AccountState) => ({
  Owner: ownerMembers(account),
  Grants: [
    {
      Grantee: { ...ownerMembers(account), Type: 'CanonicalUser' },
      Permission: 'FULL_CONTROL',
    },
  ],
});

function getBucketAcl(call: Call, input: Given<GetBucketAclCommandInput>) {
  return fullControl(allowBucket(call, 's3:GetBucketAcl', input).account);
}

function getObjectAcl(call: Call, input: Given<GetObjectAclCommandInput>) {
  return fullControl(allowObject(call, 's3:GetObjectAcl', input).account);
}

function putBucketAcl(call: Call, input: Given<PutBucketAclCommandInput>) {
  const { bucket } = allowBucket(call, 's3:PutBucketAcl', input, {
    context: input.ACL === undefined ? {} : { 's3:x-amz-acl': input.ACL },
  });
  checkAcl(bucket, input.ACL ?? 'of the request');
  return {};
}

function putObjectAcl(call: Call, input: Given<PutObjectAclCommandInput>) {
  const { bucket } = allowObject(call, 's3:PutObjectAcl', input);
  checkAcl(bucket, input.ACL ?? 'of the request');
  return {};
}

/** Lists are answered, not kept: the owner of a bucket owns what is in it. */
export const aclOperations = {
  GetBucketAcl: getBucketAcl,
  GetObjectAcl: getObjectAcl,
  PutBucketAcl: putBucketAcl,
  PutObjectAcl: putObjectAcl,
} satisfies Operations;
