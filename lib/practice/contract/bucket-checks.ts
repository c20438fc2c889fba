import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import {
  allow,
  bucketAndObjects,
  deny,
  documentOf,
  rootArn,
  type SeedStatement,
} from '../seed/document';
import { fresh, refusal } from './refusal';
import type { Checks, Clients } from './scene';

async function bucketIn({ s3 }: Clients): Promise<string> {
  const Bucket = fresh('bucket');
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

const put = ({ s3 }: Clients, Bucket: string, Key: string, Body = 'x') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));

const get = ({ s3 }: Clients, Bucket: string, Key: string) =>
  s3.send(new GetObjectCommand({ Bucket, Key }));

const setPolicy = ({ s3 }: Clients, Bucket: string, ...statements: SeedStatement[]) =>
  s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(...statements) }));

export const bucketChecks: Checks = {
  'a new bucket encrypts, and its objects belong to its owner': async ({ a }) => {
    const Bucket = await bucketIn(a);
    const encryption = await a.s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(
      encryption.ServerSideEncryptionConfiguration?.Rules?.[0]
        ?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
    ).toBe('AES256');
    const ownership = await a.s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(ownership.OwnershipControls?.Rules?.[0]?.ObjectOwnership).toBe(
      'BucketOwnerEnforced',
    );
  },
  'a new bucket blocks public access': async ({ a }) => {
    const Bucket = await bucketIn(a);
    const block = await a.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
  },
  'a bucket of us-east-1 has no location constraint': async ({ a }) => {
    const Bucket = await bucketIn(a);
    const { LocationConstraint } = await a.s3.send(
      new GetBucketLocationCommand({ Bucket }),
    );
    expect(LocationConstraint).toBeUndefined();
  },
  "a bucket's name is taken in every account": async ({ a, b }) => {
    const Bucket = await bucketIn(a);
    await refusal(b.s3.send(new CreateBucketCommand({ Bucket })), 'BucketAlreadyExists');
  },
  'a missing bucket is told': async ({ a }) => {
    const Bucket = fresh('none');
    await refusal(
      a.s3.send(new ListObjectsV2Command({ Bucket })),
      'NoSuchBucket',
      'The specified bucket does not exist',
    );
    await refusal(a.s3.send(new HeadBucketCommand({ Bucket })), 'NotFound');
  },
  'a bucket with objects is not deleted': async ({ a }) => {
    const Bucket = await bucketIn(a);
    await put(a, Bucket, 'x');
    await refusal(
      a.s3.send(new DeleteBucketCommand({ Bucket })),
      'BucketNotEmpty',
      'The bucket you tried to delete is not empty',
    );
  },
  'a bucket without a policy says so': async ({ a }) => {
    const Bucket = await bucketIn(a);
    await refusal(
      a.s3.send(new GetBucketPolicyCommand({ Bucket })),
      'NoSuchBucketPolicy',
      'The bucket policy does not exist',
    );
  },
  'a bucket policy that is no JSON is refused': async ({ a }) => {
    const Bucket = await bucketIn(a);
    await refusal(
      a.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: '{bad' })),
      'MalformedPolicy',
    );
  },
  'a public bucket policy is refused by default': async ({ a }) => {
    const Bucket = await bucketIn(a);
    const objects = `arn:aws:s3:::${Bucket}/*`;
    await refusal(
      setPolicy(a, Bucket, allow('s3:GetObject', objects, { Principal: '*' })),
      'AccessDenied',
    );
  },
  'an account that is named by its id is saved as its ARN': async ({ a, b }) => {
    const Bucket = await bucketIn(a);
    const Principal = { AWS: b.id };
    await setPolicy(a, Bucket, allow('s3:*', bucketAndObjects(Bucket), { Principal }));
    const { Policy } = await a.s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(JSON.parse(Policy ?? '').Statement[0].Principal).toEqual({
      AWS: rootArn(b.id),
    });
  },
  'whether a bucket policy is public is told': async ({ a, b }) => {
    const Bucket = await bucketIn(a);
    const Principal = { AWS: rootArn(b.id) };
    await setPolicy(a, Bucket, allow('s3:*', bucketAndObjects(Bucket), { Principal }));
    const { PolicyStatus } = await a.s3.send(
      new GetBucketPolicyStatusCommand({ Bucket }),
    );
    expect(PolicyStatus).toEqual({ IsPublic: false });
  },
  'another account needs the bucket policy': async ({ a, b }) => {
    const Bucket = await bucketIn(a);
    await put(a, Bucket, 'x', 'the body');
    await refusal(get(b, Bucket, 'x'), 'AccessDenied');
    const Principal = { AWS: rootArn(b.id) };
    await setPolicy(
      a,
      Bucket,
      allow('s3:GetObject', bucketAndObjects(Bucket), { Principal }),
    );
    const { Body } = await get(b, Bucket, 'x');
    expect(await Body?.transformToString()).toBe('the body');
    await refusal(put(b, Bucket, 'y'), 'AccessDenied');
  },
  'a denial in a bucket policy reaches whom it names': async ({ a, b }) => {
    const Bucket = await bucketIn(a);
    await put(a, Bucket, 'x');
    const Principal = { AWS: rootArn(b.id) };
    await setPolicy(a, Bucket, deny('s3:*', bucketAndObjects(Bucket), { Principal }));
    await get(a, Bucket, 'x');
    await refusal(get(b, Bucket, 'x'), 'AccessDenied');
  },
};

export const objectChecks: Checks = {
  'an object comes back as it was put': async ({ a }) => {
    const Bucket = await bucketIn(a);
    const Key = 'é/1 +2.txt';
    const made = await a.s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { team: 'shop' },
      }),
    );
    expect(made.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const got = await get(a, Bucket, Key);
    expect(got).toMatchObject({
      ETag: made.ETag,
      ContentLength: 5,
      ContentType: 'text/plain',
      Metadata: { team: 'shop' },
      ServerSideEncryption: 'AES256',
    });
    expect(await got.Body?.transformToString()).toBe('hello');
  },
  'a part of an object can be asked for': async ({ a }) => {
    const Bucket = await bucketIn(a);
    await put(a, Bucket, 'x', 'hello world');
    const got = await a.s3.send(
      new GetObjectCommand({ Bucket, Key: 'x', Range: 'bytes=6-' }),
    );
    expect(got.ContentRange).toBe('bytes 6-10/11');
    expect(await got.Body?.transformToString()).toBe('world');
  },
  'a missing object is told': async ({ a }) => {
    const Bucket = await bucketIn(a);
    await refusal(
      get(a, Bucket, 'none'),
      'NoSuchKey',
      'The specified key does not exist.',
    );
    await refusal(a.s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })), 'NotFound');
    await a.s3.send(new DeleteObjectCommand({ Bucket, Key: 'none' }));
  },
  'keys are listed in pages, in order': async ({ a }) => {
    const Bucket = await bucketIn(a);
    for (const key of ['c', 'a', 'b']) await put(a, Bucket, key);
    const first = await a.s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 }));
    expect(first).toMatchObject({ KeyCount: 2, IsTruncated: true });
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['a', 'b']);
    const rest = await a.s3.send(
      new ListObjectsV2Command({
        Bucket,
        ContinuationToken: first.NextContinuationToken,
      }),
    );
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['c']);
    expect(rest.IsTruncated).toBe(false);
  },
  'keys under a delimiter are folded': async ({ a }) => {
    const Bucket = await bucketIn(a);
    for (const key of ['x/1', 'x/2', 'y/1', 'z']) await put(a, Bucket, key);
    const page = await a.s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect(page.CommonPrefixes).toEqual([{ Prefix: 'x/' }, { Prefix: 'y/' }]);
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(['z']);
    expect(page.KeyCount).toBe(3);
  },
  'a put that must be the first is refused over an object': async ({ a }) => {
    const Bucket = await bucketIn(a);
    await put(a, Bucket, 'x');
    await refusal(
      a.s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'y', IfNoneMatch: '*' })),
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  },
};
