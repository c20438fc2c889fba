import type {
  CreateBucketCommandInput,
  DeleteBucketCommandInput,
  GetBucketLocationCommandInput,
  HeadBucketCommandInput,
  ListBucketsCommandInput,
} from '@aws-sdk/client-s3';
import { BucketName } from '@/lib/core/ids';
import { REGION } from '@/lib/core/region';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { pageAfter } from '../page-after';
import { AwsError } from '../wire/aws-error';
import { newBucket, piecesOf } from '../world/bucket-state';
import { checkAcl, ownerMembers } from './acls';
import { ownershipOf } from './bucket-settings';
import { dropContent } from './content';
import { allowBucket, bucketArn, ownerOfBucket } from './find-bucket';
import { readContinuation } from './list-page';

const DEFAULT_REGION = 'us-east-1';
const MAX_BUCKETS = 10_000;

/** Beginnings and ends of names that AWS keeps for itself. */
const RESERVED =
  /^(sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3|-an)$/;

function listBuckets(call: Call, input: Given<ListBucketsCommandInput>) {
  authorize(call, { action: 's3:ListAllMyBuckets', resource: '*' });
  const { Prefix, BucketRegion, MaxBuckets = MAX_BUCKETS } = input;
  if (MaxBuckets < 1 || MaxBuckets > MAX_BUCKETS)
    throw new AwsError(
      'InvalidArgument',
      `Argument max-buckets must be an integer between 1 and ${MAX_BUCKETS}.`,
      400,
      { members: { ArgumentName: 'max-buckets', ArgumentValue: String(MaxBuckets) } },
    );
  const { account } = call;
  const token = input.ContinuationToken;
  const { items, next } = pageAfter(
    [...account.buckets.values()].filter(
      ({ name, region }) =>
        (BucketRegion === undefined || region === BucketRegion) &&
        name.startsWith(Prefix ?? ''),
    ),
    ({ name }) => name,
    { after: token === undefined ? null : readContinuation(token), most: MaxBuckets },
  );
  return {
    Buckets: items.map(({ name, createdAt, region }) => ({
      Name: name,
      CreationDate: new Date(createdAt),
      BucketRegion: region,
    })),
    Owner: ownerMembers(account),
    Prefix,
    ContinuationToken: next ?? undefined,
  };
}

function checkName(name: string): void {
  if (BucketName.safeParse(name).success && !RESERVED.test(name)) return;
  throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, {
    members: {
      BucketName: name,
    },
  });
}

/** Names are public knowledge: one that another account has is told before any permission is asked. */
function checkNotTaken(call: Call, name: string): void {
  const owner = ownerOfBucket(call.world, name);
  if (owner && owner.id !== call.account.id)
    throw new AwsError(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Select a different name and try again.',
      409,
      { members: { BucketName: name } },
    );
}

function checkNotOwned({ account }: Call, name: string): void {
  if (account.buckets.has(name))
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
      { members: { BucketName: name } },
    );
}

/** An endpoint makes buckets of its own region; only the first one makes them everywhere. */
function regionFor(call: Call, asked: string | undefined): string {
  const constraint = asked === 'EU' ? 'eu-west-1' : asked;
  const isKnown = REGION.test(constraint ?? DEFAULT_REGION);
  if (!isKnown || constraint === DEFAULT_REGION)
    throw new AwsError(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
      400,
      { members: { LocationConstraint: constraint ?? '' } },
    );
  const region = constraint ?? DEFAULT_REGION;
  if (call.region === DEFAULT_REGION || call.region === region) return region;
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function createBucket(call: Call, input: Given<CreateBucketCommandInput>) {
  const name = input.Bucket;
  checkName(name);
  checkNotTaken(call, name);
  const constraint = input.CreateBucketConfiguration?.LocationConstraint;
  authorize(call, {
    action: 's3:CreateBucket',
    resource: bucketArn(call, name),
    context: {
      ...(constraint !== undefined && { 's3:LocationConstraint': constraint }),
      ...(input.ACL !== undefined && { 's3:x-amz-acl': input.ACL }),
      ...(input.ObjectOwnership !== undefined && {
        's3:x-amz-object-ownership': input.ObjectOwnership,
      }),
    },
  });
  checkNotOwned(call, name);
  const region = regionFor(call, constraint);
  const bucket = newBucket({ name, region, createdAt: worldTime(call) });
  if (input.ObjectOwnership !== undefined)
    bucket.ownership = ownershipOf(input.ObjectOwnership);
  checkAcl(bucket, input.ACL);
  call.account.buckets.set(name, bucket);
  changed(call);
  return { Location: `/${name}`, BucketArn: bucketArn(call, name) };
}

function headBucket(call: Call, input: Given<HeadBucketCommandInput>) {
  const { bucket } = allowBucket(call, 's3:ListBucket', input);
  return {
    BucketRegion: bucket.region,
    BucketArn: bucketArn(call, bucket.name),
    AccessPointAlias: false,
  };
}

function deleteBucket(call: Call, input: Given<DeleteBucketCommandInput>) {
  const { bucket, account } = allowBucket(call, 's3:DeleteBucket', input);
  if (bucket.objects.size > 0)
    throw new AwsError(
      'BucketNotEmpty',
      'The bucket you tried to delete is not empty',
      409,
      { members: { BucketName: bucket.name } },
    );
  dropContent(call, piecesOf(bucket));
  account.buckets.delete(bucket.name);
  changed(call, account);
  return {};
}

function getLocation(call: Call, input: Given<GetBucketLocationCommandInput>) {
  const { bucket } = allowBucket(call, 's3:GetBucketLocation', input);
  return bucket.region === DEFAULT_REGION ? {} : { LocationConstraint: bucket.region };
}

export const bucketOperations = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getLocation,
} satisfies Operations;
