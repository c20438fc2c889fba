import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  DeleteBucketCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketOwnershipControlsCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { roleArn, rootArn } from '../seed/document';
import { codeOf, startTestPractice } from '../test-practice';
import { type Clients, freshBucket, putText } from './test-bucket';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let data: Clients;

beforeAll(async () => {
  practice = await startTestPractice();
  data = await practice.admin(ACME.data);
});
afterAll(() => practice.stop());

describe('making a bucket', () => {
  const inRegion = async (region: string, input: Partial<CreateBucketCommandInput>) => {
    const credentials = await practice.actAs(rootArn(ACME.data));
    const endpoint = practice.url;
    const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    return s3.send(new CreateBucketCommand({ Bucket: 'by-region', ...input }));
  };
  const at = (LocationConstraint: string) => ({
    CreateBucketConfiguration: { LocationConstraint: LocationConstraint as never },
  });

  it("is refused where the region is not the endpoint's", async () => {
    // this client would fill in its own region when none is given
    expect(await codeOf(inRegion('eu-west-1', at('eu-north-1')))).toBe(
      'IllegalLocationConstraintException',
    );
    expect(await codeOf(inRegion('us-east-1', at('us-east-1')))).toBe(
      'InvalidLocationConstraint',
    );
    expect(await codeOf(inRegion('us-east-1', at('nowhere')))).toBe(
      'InvalidLocationConstraint',
    );
    expect(await codeOf(inRegion('eu-west-1', at('eu-west-1')))).toBe('ok');
  });

  it.each([
    'ab',
    'UPPER',
    'under_score',
    '192.168.1.1',
    'dots..twice',
    'xn--mine',
    'amzn-s3-demo-mine',
    'mine-s3alias',
    '-begins',
    'a'.repeat(64),
  ])('is refused by the name %s', async (Bucket) => {
    const sent = data.s3.send(new CreateBucketCommand({ Bucket }));
    expect(await codeOf(sent)).toBe('InvalidBucketName');
  });

  it('is listed page by page', async () => {
    const names = ['page-a', 'page-b', 'page-c'];
    for (const Bucket of names) await data.s3.send(new CreateBucketCommand({ Bucket }));
    const list = (ContinuationToken?: string) =>
      data.s3.send(
        new ListBucketsCommand({ Prefix: 'page-', MaxBuckets: 2, ContinuationToken }),
      );
    const first = await list();
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(['page-a', 'page-b']);
    const second = await list(first.ContinuationToken);
    expect(second.Buckets?.map(({ Name }) => Name)).toEqual(['page-c']);
    expect(second.ContinuationToken).toBeUndefined();
    const wrong = data.s3.send(new ListBucketsCommand({ ContinuationToken: 'x' }));
    expect(await codeOf(wrong)).toBe('InvalidArgument');
  });
});

describe('encryption of a bucket', () => {
  const rule = (
    SSEAlgorithm: string,
    KMSMasterKeyID?: string,
    BucketKeyEnabled = true,
  ) => ({
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: SSEAlgorithm as 'aws:kms',
      KMSMasterKeyID,
    },
    BucketKeyEnabled,
  });
  const put = (Bucket: string, ...Rules: ReturnType<typeof rule>[]) =>
    data.s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: { Rules },
      }),
    );

  it('can name a key, and falls back to keys of S3', async () => {
    const Bucket = await freshBucket(data);
    const read = async () =>
      (await data.s3.send(new GetBucketEncryptionCommand({ Bucket })))
        .ServerSideEncryptionConfiguration?.Rules;
    await put(Bucket, rule('aws:kms', 'alias/mine'));
    expect(await read()).toEqual([rule('aws:kms', 'alias/mine')]);
    await data.s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await read()).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
  });

  it('is refused when it is none', async () => {
    const Bucket = await freshBucket(data);
    expect(await codeOf(put(Bucket, rule('DES')))).toBe('MalformedXML');
    expect(await codeOf(put(Bucket, rule('AES256', 'alias/x')))).toBe('InvalidArgument');
    expect(await codeOf(put(Bucket))).toBe('MalformedXML');
    const two = put(Bucket, rule('aws:kms'), rule('aws:kms'));
    expect(await codeOf(two)).toBe('MalformedXML');
  });
});

describe('ownership of objects', () => {
  it("is the bucket owner's, whoever wrote them", async () => {
    const { Owner, Grants } = await data.s3.send(
      new GetBucketAclCommand({ Bucket: 'metrics' }),
    );
    expect(Owner?.ID).toBe(ACME.data.padStart(64, '0'));
    expect(Grants).toEqual([
      { Grantee: { ...Owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
    ]);
    const shipper = await practice.as(roleArn(ACME.prod, 'metrics-shipper'));
    await putText(shipper, 'metrics', 'prod/theirs');
    const object = await data.s3.send(
      new GetObjectAclCommand({ Bucket: 'metrics', Key: 'prod/theirs' }),
    );
    expect(object.Owner?.ID).toBe(Owner?.ID);
  });

  it('allows no access control lists unless it is changed', async () => {
    const Bucket = await freshBucket(data);
    await putText(data, Bucket, 'a');
    const acl = (ACL: 'public-read' | 'bucket-owner-full-control') => [
      codeOf(data.s3.send(new PutObjectAclCommand({ Bucket, Key: 'a', ACL }))),
      codeOf(data.s3.send(new PutBucketAclCommand({ Bucket, ACL: ACL as never }))),
    ];
    expect(await Promise.all(acl('public-read'))).toEqual([
      'AccessControlListNotSupported',
      'AccessControlListNotSupported',
    ]);
    expect(await Promise.all(acl('bucket-owner-full-control'))).toEqual(['ok', 'ok']);
    const set = (ObjectOwnership: 'ObjectWriter') =>
      data.s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership }] },
        }),
      );
    const get = () => data.s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect((await get()).OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'BucketOwnerEnforced' },
    ]);
    await set('ObjectWriter');
    expect((await get()).OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'ObjectWriter' },
    ]);
    // what would not be enforced is not taken either
    expect(await Promise.all(acl('public-read'))).toEqual([
      'NotImplemented',
      'NotImplemented',
    ]);
    expect(await codeOf(set('Nobody' as never))).toBe('MalformedXML');
    await data.s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
    expect(await codeOf(get())).toBe('OwnershipControlsNotFoundError');
  });
});

it('says in what S3 says that versions and lifecycles are not served', async () => {
  const Bucket = await freshBucket(data);
  const refused = { name: 'NotImplemented', $metadata: { httpStatusCode: 501 } };
  await expect(
    data.s3.send(new GetBucketVersioningCommand({ Bucket })),
  ).rejects.toMatchObject(refused);
  await expect(
    data.s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: [] },
      }),
    ),
  ).rejects.toMatchObject(refused);
  expect(await codeOf(data.s3.send(new DeleteBucketCommand({ Bucket })))).toBe('ok');
});
