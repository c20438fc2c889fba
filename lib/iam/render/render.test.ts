import { expect, it } from 'vitest';
import { assumePolicyName, renderAssumePolicy } from './assume-policy';
import { type Guard, NO_GUARD } from './guards/guard';
import { requireExternalId, requireMfa } from './guards/guards';
import { joinGuards } from './guards/join-guards';
import { policyText } from './policy-text';
import { type BucketAccess, RIGHTS } from './s3-permissions';
import { renderPlaceholderTrust, renderTrust } from './trust-policy';
import { renderWorkloadPolicy } from './workload-policy';

const CI = 'arn:aws:iam::111122223333:role/ci-deploy';
const ANA = 'arn:aws:iam::111122223333:user/ana';

const joined = (...guards: Guard[]): Guard => {
  const guard = joinGuards(guards);
  return guard.ok ? guard.value : NO_GUARD;
};

it('P1: trusts a whole account by its root', () => {
  const party = { kind: 'account', partition: 'aws', accountId: '111122223333' } as const;
  expect(policyText(renderTrust(party, NO_GUARD))).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustedMayAssume",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:root"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}`);
});

it('P2, 1.2: trusts named principals behind MFA and an external ID', () => {
  const party = { kind: 'principals', arns: [ANA, CI] } as const;
  const trust = renderTrust(
    { ...party, arns: [...party.arns] },
    joined(requireMfa(), requireExternalId('acme-42')),
  );
  expect(policyText(trust)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustedMayAssume",
      "Effect": "Allow",
      "Principal": {
        "AWS": [
          "arn:aws:iam::111122223333:role/ci-deploy",
          "arn:aws:iam::111122223333:user/ana"
        ]
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "Bool": {
          "aws:MultiFactorAuthPresent": "true"
        },
        "StringEquals": {
          "sts:ExternalId": "acme-42"
        }
      }
    }
  ]
}`);
});

it('keeps the partition of the account', () => {
  const party = {
    kind: 'account',
    partition: 'aws-cn',
    accountId: '111122223333',
  } as const;
  expect(policyText(renderTrust(party, NO_GUARD))).toContain(
    'arn:aws-cn:iam::111122223333:root',
  );
});

it('opens a new role to nobody until its permissions stand', () => {
  expect(renderPlaceholderTrust().Statement).toEqual([
    {
      Sid: 'NobodyYet',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
    },
  ]);
});

it('P3, 1.5: lets the trusted side ask for the one role, by its exact ARN', () => {
  const roleArn = 'arn:aws:iam::444455556666:role/x-log-writer';
  expect(assumePolicyName('x-log-writer')).toBe('AllowAssume-x-log-writer');
  expect(policyText(renderAssumePolicy(roleArn))).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AssumeXLogWriter",
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Resource": "arn:aws:iam::444455556666:role/x-log-writer"
    }
  ]
}`);
});

const permissionsFor = (access: BucketAccess, keys: string | null = 'logs/*') =>
  renderWorkloadPolicy({
    partition: 'aws',
    bucket: 'app-logs',
    keys,
    rights: RIGHTS[access],
    key: null,
  });

it('1.3: reads and lists one part of a bucket', () => {
  expect(permissionsFor('read')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LocateBucket',
        Effect: 'Allow',
        Action: 's3:GetBucketLocation',
        Resource: 'arn:aws:s3:::app-logs',
      },
      {
        Sid: 'ListObjects',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::app-logs',
        Condition: { StringLike: { 's3:prefix': 'logs/*' } },
      },
      {
        Sid: 'ReadObjects',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::app-logs/logs/*',
      },
    ],
  });
});

it('writes without reading, listing or deleting', () => {
  const { Statement } = permissionsFor('write');
  expect(Statement.map(({ Action }) => Action)).toEqual(['s3:PutObject']);
});

it('shares a whole bucket without a condition on the prefix', () => {
  const { Statement } = permissionsFor('both', null);
  expect(Statement.map(({ Sid }) => Sid)).toEqual([
    'LocateBucket',
    'ListObjects',
    'ReadObjects',
    'WriteObjects',
  ]);
  expect(Statement.some(({ Condition }) => Condition)).toBe(false);
  expect(Statement.at(-1)?.Resource).toBe('arn:aws:s3:::app-logs/*');
});

it.each(['read', 'write', 'both'] as const)('never lets %s delete', (access) => {
  expect(JSON.stringify(permissionsFor(access))).not.toContain('Delete');
});
