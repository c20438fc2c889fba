import {
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import {
  allow,
  bucketAndObjects,
  documentOf,
  roleArn,
  type SeedStatement,
} from '../seed/document';
import { codeOf, messageOf, startTestPractice } from '../test-practice';
import { type Clients, freshBucket, putText } from './test-bucket';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let data: Clients;
let prod: Clients;

beforeAll(async () => {
  practice = await startTestPractice();
  data = await practice.admin(ACME.data);
  prod = await practice.admin(ACME.prod);
});
afterAll(() => practice.stop());

const setPolicy = (Bucket: string, ...statements: SeedStatement[]) =>
  data.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(...statements) }));
const unblock = (Bucket: string) =>
  data.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
const publicRead = (Bucket: string, more: Partial<SeedStatement> = {}) =>
  allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal: '*', ...more });

describe('public access', () => {
  it('is refused to a policy until the block is lifted, and told by its status', async () => {
    const Bucket = await freshBucket(data);
    expect(await messageOf(setPolicy(Bucket, publicRead(Bucket)))).toContain(
      'because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
    );
    const status = async () =>
      (await data.s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus
        ?.IsPublic;
    expect(await codeOf(status())).toBe('NoSuchBucketPolicy');
    await unblock(Bucket);
    const block = data.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(await codeOf(block)).toBe('NoSuchPublicAccessBlockConfiguration');
    await setPolicy(Bucket, publicRead(Bucket));
    expect(await status()).toBe(true);
    await setPolicy(Bucket, publicRead(Bucket, { Principal: { AWS: ACME.prod } }));
    expect(await status()).toBe(false);
  });

  it.each<[string, boolean, Partial<SeedStatement>]>([
    ['everybody', true, { Principal: { AWS: '*' } }],
    [
      'everybody but one',
      true,
      { Principal: undefined, NotPrincipal: { AWS: ACME.prod } } as never,
    ],
    [
      'one organization',
      false,
      { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
    ],
    [
      'any organization',
      true,
      { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } },
    ],
    [
      'one network',
      false,
      { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } } },
    ],
    ['some networks', true, { Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }],
    [
      'a network if told',
      true,
      { Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } } },
    ],
    [
      'all but a network',
      true,
      { Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } },
    ],
    [
      'addresses',
      false,
      { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    ],
    [
      'half of all addresses',
      true,
      { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } },
    ],
    ['10.0.0.0/0', true, { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/0' } } }],
    [
      '192.168.0.0/1',
      true,
      { Condition: { IpAddress: { 'aws:SourceIp': '192.168.0.0/1' } } },
    ],
    [
      '2001:db8::/31',
      true,
      { Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/31' } } },
    ],
    ['10.0.0.0/8', false, { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
    ['fd00::/8', true, { Condition: { IpAddress: { 'aws:SourceIp': 'fd00::/8' } } }],
    ['fd00::/48', false, { Condition: { IpAddress: { 'aws:SourceIp': 'fd00::/48' } } }],
    [
      '2001:db8::/32',
      false,
      { Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } } },
    ],
    [
      'a secure transport',
      true,
      { Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    [
      'a variable',
      true,
      { Condition: { StringEquals: { 'aws:PrincipalArn': '\u0024{aws:userid}' } } },
    ],
    ['nobody', false, { Effect: 'Deny' }],
  ])('is what a policy for %s means: %s', async (_, isPublic, more) => {
    const Bucket = await freshBucket(data);
    await unblock(Bucket);
    await setPolicy(Bucket, publicRead(Bucket, more));
    const { PolicyStatus } = await data.s3.send(
      new GetBucketPolicyStatusCommand({ Bucket }),
    );
    expect(PolicyStatus?.IsPublic).toBe(isPublic);
  });

  it('that is restricted keeps other accounts out, those with a grant of their own too', async () => {
    const Bucket = await freshBucket(data);
    await putText(data, Bucket, 'a');
    await unblock(Bucket);
    await setPolicy(
      Bucket,
      publicRead(Bucket),
      allow('s3:*', bucketAndObjects(Bucket), { Principal: { AWS: ACME.prod } }),
    );
    const read = (who: Clients) =>
      codeOf(who.s3.send(new GetObjectCommand({ Bucket, Key: 'a' })));
    expect(await read(prod)).toBe('ok');
    const restrict = (RestrictPublicBuckets: boolean) =>
      data.s3.send(
        new PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: { RestrictPublicBuckets },
        }),
      );
    await restrict(true);
    expect(await read(prod)).toBe('AccessDenied');
    expect(await read(data)).toBe('ok');
    await restrict(false);
    expect(await read(prod)).toBe('ok');
  });

  it('is not unblocked by those who may only read the block', async () => {
    const scanner = await practice.as(roleArn(ACME.data, 'bucket-scanner'));
    const Bucket = 'app-logs';
    const read = scanner.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(await codeOf(read)).toBe('ok');
    expect(
      await messageOf(scanner.s3.send(new DeletePublicAccessBlockCommand({ Bucket }))),
    ).toContain('is not authorized to perform: s3:PutBucketPublicAccessBlock');
  });
});

it("leaves a bucket's policy to its own account, whatever that policy says", async () => {
  const Bucket = await freshBucket(data);
  await setPolicy(
    Bucket,
    allow('s3:*', bucketAndObjects(Bucket), { Principal: { AWS: ACME.prod } }),
  );
  const read = prod.s3.send(new GetBucketPolicyCommand({ Bucket }));
  await expect(read).rejects.toMatchObject({
    name: 'MethodNotAllowed',
    $metadata: { httpStatusCode: 405 },
  });
});

it('refuses a bucket policy of more than 20 KB', async () => {
  const Bucket = await freshBucket(data);
  const Sid = 'x'.repeat(21_000);
  const sent = setPolicy(Bucket, publicRead(Bucket, { Sid }));
  expect(await codeOf(sent)).toBe('MalformedPolicy');
});
