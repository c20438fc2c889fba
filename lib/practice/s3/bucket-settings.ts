import type {
  DeleteBucketOwnershipControlsCommandInput,
  DeletePublicAccessBlockCommandInput,
  GetBucketOwnershipControlsCommandInput,
  GetPublicAccessBlockCommandInput,
  PutBucketOwnershipControlsCommandInput,
  PutPublicAccessBlockCommandInput,
} from '@aws-sdk/client-s3';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { malformedXml } from '../wire/s3-xml';
import type { ObjectOwnership } from '../world/s3-types';
import { allowBucket } from './find-bucket';

function getPublicAccessBlock(
  call: Call,
  input: Given<GetPublicAccessBlockCommandInput>,
) {
  const { bucket } = allowBucket(call, 's3:GetBucketPublicAccessBlock', input);
  const { publicAccessBlock } = bucket;
  if (!publicAccessBlock)
    throw new AwsError(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
      404,
      { members: { BucketName: bucket.name } },
    );
  return {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: publicAccessBlock.blockPublicAcls,
      IgnorePublicAcls: publicAccessBlock.ignorePublicAcls,
      BlockPublicPolicy: publicAccessBlock.blockPublicPolicy,
      RestrictPublicBuckets: publicAccessBlock.restrictPublicBuckets,
    },
  };
}

/** What the request leaves out is off. */
function putPublicAccessBlock(
  call: Call,
  input: Given<PutPublicAccessBlockCommandInput>,
) {
  const found = allowBucket(call, 's3:PutBucketPublicAccessBlock', input);
  const wanted = input.PublicAccessBlockConfiguration;
  found.bucket.publicAccessBlock = {
    blockPublicAcls: wanted.BlockPublicAcls ?? false,
    ignorePublicAcls: wanted.IgnorePublicAcls ?? false,
    blockPublicPolicy: wanted.BlockPublicPolicy ?? false,
    restrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
  };
  noted(call);
  return {};
}

function deletePublicAccessBlock(
  call: Call,
  input: Given<DeletePublicAccessBlockCommandInput>,
) {
  const found = allowBucket(call, 's3:PutBucketPublicAccessBlock', input);
  found.bucket.publicAccessBlock = null;
  noted(call);
  return {};
}

const OWNERSHIPS: ObjectOwnership[] = [
  'BucketOwnerEnforced',
  'BucketOwnerPreferred',
  'ObjectWriter',
];

/** A name of an ownership setting; anything else is not of the schema. */
export function ownershipOf(text: string | undefined): ObjectOwnership {
  const known = OWNERSHIPS.find((one) => one === text);
  if (known) return known;
  throw malformedXml();
}

function getOwnership(call: Call, input: Given<GetBucketOwnershipControlsCommandInput>) {
  const { bucket } = allowBucket(call, 's3:GetBucketOwnershipControls', input);
  if (bucket.ownership === null)
    throw new AwsError(
      'OwnershipControlsNotFoundError',
      'The bucket ownership controls were not found',
      404,
      { members: { BucketName: bucket.name } },
    );
  return { OwnershipControls: { Rules: [{ ObjectOwnership: bucket.ownership }] } };
}

function putOwnership(call: Call, input: Given<PutBucketOwnershipControlsCommandInput>) {
  const found = allowBucket(call, 's3:PutBucketOwnershipControls', input);
  const rules = input.OwnershipControls.Rules ?? [];
  found.bucket.ownership = ownershipOf(
    rules.length === 1 ? rules[0]?.ObjectOwnership : undefined,
  );
  noted(call);
  return {};
}

function deleteOwnership(
  call: Call,
  input: Given<DeleteBucketOwnershipControlsCommandInput>,
) {
  const found = allowBucket(call, 's3:PutBucketOwnershipControls', input);
  found.bucket.ownership = null;
  noted(call);
  return {};
}

export const bucketSettingsOperations = {
  GetPublicAccessBlock: getPublicAccessBlock,
  PutPublicAccessBlock: putPublicAccessBlock,
  DeletePublicAccessBlock: deletePublicAccessBlock,
  GetBucketOwnershipControls: getOwnership,
  PutBucketOwnershipControls: putOwnership,
  DeleteBucketOwnershipControls: deleteOwnership,
} satisfies Operations;
