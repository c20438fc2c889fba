import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, roleArn } from '../seed/document';
import { codeOf } from '../test-practice';
import {
  data,
  makeBucket,
  practice,
  prod,
  putText,
  setPolicy,
  startBuckets,
} from './test-bucket';

beforeAll(startBuckets);
afterAll(() => practice.stop());

describe('buckets', () => {
  it('are made once in all the world, in the region that was asked for', async () => {
    await makeBucket('fresh-bucket');
    const { LocationConstraint } = await data.s3.send(
      new GetBucketLocationCommand({ Bucket: 'fresh-bucket' }),
    );
    expect(LocationConstraint).toBe('eu-central-1');
    expect(await codeOf(makeBucket('fresh-bucket'))).toBe('BucketAlreadyOwnedByYou');
    expect(
      await codeOf(prod.s3.send(new CreateBucketCommand({ Bucket: 'fresh-bucket' }))),
    ).toBe('BucketAlreadyExists');
    expect(await codeOf(makeBucket('Not_A_Bucket'))).toBe('InvalidBucketName');
    const { Buckets } = await data.s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toContain('fresh-bucket');
  });

  it('are deleted when empty', async () => {
    await makeBucket('short-lived');
    await putText(data, 'short-lived', 'a');
    const remove = () =>
      codeOf(data.s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' })));
    expect(await remove()).toBe('BucketNotEmpty');
    await data.s3.send(new DeleteObjectCommand({ Bucket: 'short-lived', Key: 'a' }));
    expect(await remove()).toBe('ok');
    expect(
      await codeOf(data.s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))),
    ).toBe('NotFound');
  });

  it("encrypt with S3's own keys and block public access", async () => {
    const { ServerSideEncryptionConfiguration } = await data.s3.send(
      new GetBucketEncryptionCommand({ Bucket: 'app-logs' }),
    );
    expect(
      ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault
        ?.SSEAlgorithm,
    ).toBe('AES256');
    const { PublicAccessBlockConfiguration } = await data.s3.send(
      new GetPublicAccessBlockCommand({ Bucket: 'app-logs' }),
    );
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    await expect(
      setPolicy(
        'app-logs',
        allow('s3:GetObject', 'arn:aws:s3:::app-logs/*', { Principal: '*' }),
      ),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('BlockPublicPolicy'),
    });
  });

  it('say what is not served, as AWS says it', async () => {
    await expect(
      data.s3.send(new GetBucketTaggingCommand({ Bucket: 'app-logs' })),
    ).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe('objects', () => {
  it.each(['plain.txt', 'a b/c+d/é=&?#%20.txt', "quote'(1)*!~"])(
    'come back as they were put: %s',
    async (key) => {
      await putText(data, 'app-logs', key, 'héllo\n');
      const got = await data.s3.send(
        new GetObjectCommand({ Bucket: 'app-logs', Key: key }),
      );
      expect(await got.Body?.transformToString()).toBe('héllo\n');
      const head = await data.s3.send(
        new HeadObjectCommand({ Bucket: 'app-logs', Key: key }),
      );
      expect(head).toMatchObject({
        ContentLength: 7,
        ServerSideEncryption: 'AES256',
        ETag: got.ETag,
      });
      const { Contents } = await data.s3.send(
        new ListObjectsV2Command({ Bucket: 'app-logs', Prefix: key }),
      );
      expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([[key, 7]]);
      await data.s3.send(new DeleteObjectCommand({ Bucket: 'app-logs', Key: key }));
      expect(
        await codeOf(
          data.s3.send(new GetObjectCommand({ Bucket: 'app-logs', Key: key })),
        ),
      ).toBe('NoSuchKey');
    },
  );

  it('are listed in pages and by folder', async () => {
    await makeBucket('listing-bucket');
    for (const key of ['a/1', 'a/2', 'b/1', 'top1', 'top2'])
      await putText(data, 'listing-bucket', key);
    const folders = await data.s3.send(
      new ListObjectsV2Command({ Bucket: 'listing-bucket', Delimiter: '/' }),
    );
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'b/']);
    expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['top1', 'top2']);
    const keys: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await data.s3.send(
        new ListObjectsV2Command({
          Bucket: 'listing-bucket',
          MaxKeys: 2,
          ContinuationToken,
        }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(keys).toEqual(['a/1', 'a/2', 'b/1', 'top1', 'top2']);
  });

  it('hide from those who may read but not list whether they exist', async () => {
    const shipper = await practice.as(roleArn(ACME.prod, 'metrics-shipper'));
    const get = shipper.s3.send(
      new GetObjectCommand({ Bucket: 'metrics', Key: 'prod/nothing' }),
    );
    expect(await codeOf(get)).toBe('AccessDenied');
  });
});
