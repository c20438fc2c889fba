import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, roleArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
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

describe('crossing accounts', () => {
  it('needs the bucket policy and the identity policy', async () => {
    const role = await practice.as(roleArn(ACME.prod, 'shop-api'));
    const shipper = await practice.as(roleArn(ACME.prod, 'metrics-shipper'));
    expect(await codeOf(putText(shipper, 'metrics', 'prod/a.csv'))).toBe('ok');
    expect(await messageOf(putText(shipper, 'metrics', 'other/a.csv'))).toContain(
      'because no resource-based policy allows the s3:PutObject action',
    );
    expect(await codeOf(putText(role, 'metrics', 'prod/a.csv'))).toBe('AccessDenied');
    await makeBucket('open-to-prod');
    await setPolicy(
      'open-to-prod',
      allow('s3:PutObject', 'arn:aws:s3:::open-to-prod/*', {
        Principal: { AWS: ACME.prod },
      }),
    );
    expect(await messageOf(putText(role, 'open-to-prod', 'a'))).toBe(
      `User: arn:aws:sts::${ACME.prod}:assumed-role/shop-api/practice is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::open-to-prod/a" because no identity-based policy allows the s3:PutObject action`,
    );
    expect(await codeOf(putText(prod, 'open-to-prod', 'a'))).toBe('ok');
    await data.s3.send(new DeleteBucketPolicyCommand({ Bucket: 'open-to-prod' }));
    expect(await codeOf(putText(prod, 'open-to-prod', 'a'))).toBe('AccessDenied');
    expect(
      await codeOf(data.s3.send(new GetBucketPolicyCommand({ Bucket: 'open-to-prod' }))),
    ).toBe('NoSuchBucketPolicy');
  });

  it('judges the prefix of a listing', async () => {
    await makeBucket('by-prefix');
    await setPolicy(
      'by-prefix',
      allow('s3:ListBucket', 'arn:aws:s3:::by-prefix', {
        Principal: { AWS: ACME.prod },
        Condition: { StringLike: { 's3:prefix': 'mine/*' } },
      }),
    );
    const list = (Prefix?: string) =>
      codeOf(prod.s3.send(new ListObjectsV2Command({ Bucket: 'by-prefix', Prefix })));
    expect(await list('mine/a')).toBe('ok');
    expect(await list('yours/a')).toBe('AccessDenied');
    expect(await list()).toBe('AccessDenied');
  });

  it('is stopped when the expected owner is another', async () => {
    const head = data.s3.send(
      new HeadBucketCommand({ Bucket: 'app-logs', ExpectedBucketOwner: ACME.prod }),
    );
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

it.each([
  ['not JSON', '{nope', 'This policy contains invalid Json'],
  ['not an object', '[]', "Policies must be valid JSON and the first byte must be '{'"],
  [
    'another bucket',
    documentOf(allow('s3:*', 'arn:aws:s3:::other/*', { Principal: { AWS: ACME.prod } })),
    'Policy has invalid resource',
  ],
  [
    'a principal that is not there',
    documentOf(
      allow('s3:*', 'arn:aws:s3:::app-logs/*', {
        Principal: { AWS: roleArn(ACME.prod, 'nobody') },
      }),
    ),
    'Invalid principal in policy',
  ],
  [
    'no principal',
    documentOf(allow('s3:*', 'arn:aws:s3:::app-logs/*')),
    'Missing required field Principal',
  ],
  [
    'another service',
    documentOf(
      allow('ec2:*', 'arn:aws:s3:::app-logs/*', { Principal: { AWS: ACME.prod } }),
    ),
    'Policy has invalid action',
  ],
])('refuses a bucket policy with %s', async (_, Policy, message) => {
  const sent = data.s3.send(new PutBucketPolicyCommand({ Bucket: 'app-logs', Policy }));
  await expect(sent).rejects.toMatchObject({ name: 'MalformedPolicy', message });
});
