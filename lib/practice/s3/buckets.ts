import type {
  CreateBucketCommandInput,
  DeleteBucketCommandInput,
  GetBucketEncryptionCommandInput,
  GetBucketLocationCommandInput,
  GetPublicAccessBlockCommandInput,
  HeadBucketCommandInput,
} from '@aws-sdk/client-s3';
import { BucketName } from '@/lib/core/ids';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { AwsError } from '../wire/aws-error';
import { allowBucket, bucketArn, ownerOfBucket } from './find-bucket';

const DEFAULT_REGION = 'us-east-1';

function listBuckets(call: Call) {
  authorize(call, { action: 's3:ListAllMyBuckets', resource: '*' });
  const { account } = call;
  const buckets = [...account.buckets.values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return {
    Buckets: buckets.map(({ name, createdAt, region }) => ({
      Name: name,
      CreationDate: new Date(createdAt),
      BucketRegion: region,
    })),
    Owner: { ID: account.id.padStart(64, '0'), DisplayName: account.name },
  };
}

/** Names are public knowledge: a taken one is told before any permission is asked. */
function checkName(call: Call, name: string): void {
  if (!BucketName.safeParse(name).success)
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  const owner = ownerOfBucket(call.world, name);
  if (owner?.id === call.account.id)
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
    );
  if (owner)
    throw new AwsError(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Select a different name and try again.',
      409,
    );
}

function createBucket(call: Call, input: Given<CreateBucketCommandInput>) {
  const name = input.Bucket;
  checkName(call, name);
  authorize(call, { action: 's3:CreateBucket', resource: bucketArn(call, name) });
  const region = input.CreateBucketConfiguration?.LocationConstraint ?? DEFAULT_REGION;
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region))
    throw new AwsError(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
    );
  call.account.buckets.set(name, {
    name,
    region,
    createdAt: worldTime(call),
    policy: null,
    objects: new Map(),
  });
  changed(call);
  return { Location: `/${name}` };
}

function headBucket(call: Call, input: Given<HeadBucketCommandInput>) {
  const { bucket } = allowBucket(call, 's3:ListBucket', input);
  return { BucketRegion: bucket.region };
}

function deleteBucket(call: Call, input: Given<DeleteBucketCommandInput>) {
  const { bucket, account } = allowBucket(call, 's3:DeleteBucket', input);
  if (bucket.objects.size > 0)
    throw new AwsError(
      'BucketNotEmpty',
      'The bucket you tried to delete is not empty',
      409,
    );
  account.buckets.delete(bucket.name);
  changed(call, account);
  return {};
}

function getLocation(call: Call, input: Given<GetBucketLocationCommandInput>) {
  const { bucket } = allowBucket(call, 's3:GetBucketLocation', input);
  return bucket.region === DEFAULT_REGION ? {} : { LocationConstraint: bucket.region };
}

/** Every bucket blocks public access and encrypts with S3's own keys, as AWS sets it up. */
function getPublicAccessBlock(
  call: Call,
  input: Given<GetPublicAccessBlockCommandInput>,
) {
  allowBucket(call, 's3:GetBucketPublicAccessBlock', input);
  return {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  };
}

function getEncryption(call: Call, input: Given<GetBucketEncryptionCommandInput>) {
  allowBucket(call, 's3:GetEncryptionConfiguration', input);
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: false,
        },
      ],
    },
  };
}

export const bucketOperations = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getLocation,
  GetPublicAccessBlock: getPublicAccessBlock,
  GetBucketEncryption: getEncryption,
} satisfies Operations;
