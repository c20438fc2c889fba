import { OWNER_ONLY } from './console-with-key';
import { CI, DATA, ORG_ID, TOOLING } from './inventory';

export type Statement = Record<string, unknown>;

export const policyOf = (...Statement: Statement[]) => ({
  Version: '2012-10-17',
  Statement,
});
export const allow = (
  Action: string | string[],
  more: Statement = { Resource: '*' },
) => ({
  Effect: 'Allow',
  Action,
  ...more,
});
const deny = (Action: string | string[], more: Statement = { Resource: '*' }) => ({
  ...allow(Action, more),
  Effect: 'Deny',
});

/** Every statement of a bucket that is there before the plan. */
const ofBucket = (Effect: string, Action: string, Condition?: Statement) => ({
  Effect,
  Principal: '*',
  Action,
  Resource: ['arn:aws:s3:::app-logs', 'arn:aws:s3:::app-logs/*'],
  ...(Condition && { Condition }),
});

export const BUCKET_POLICIES = [
  policyOf(
    ofBucket('Allow', 's3:GetObject', { Bool: { 'aws:SecureTransport': 'true' } }),
  ),
  policyOf(ofBucket('Deny', 's3:*', { Bool: { 'aws:SecureTransport': 'false' } })),
  policyOf(ofBucket('Deny', 's3:PutObject')),
  policyOf(ofBucket('Deny', 's3:*')),
  policyOf(ofBucket('Deny', 's3:*', { NotIpAddress: { 'aws:SourceIp': '10.1.0.0/16' } })),
  policyOf(
    ofBucket('Deny', 's3:*', { StringNotEquals: { 'aws:PrincipalOrgID': ORG_ID } }),
  ),
];

export const CONTROLS = [
  deny('s3:*'),
  deny('sts:*'),
  deny('sts:TagSession'),
  deny('kms:Decrypt'),
  deny('s3:PutObject', {
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } },
  }),
  deny('sts:AssumeRole', {
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  }),
];

/** What callers may do already, or must not. */
export const CALLERS = [
  policyOf(allow('*')),
  policyOf(deny('sts:AssumeRole')),
  policyOf(deny('s3:*')),
  policyOf(
    deny('*', {
      Resource: '*',
      Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    }),
  ),
];

export const BOUNDARIES = [
  `arn:aws:iam::${TOOLING}:policy/only-s3`,
  'arn:aws:iam::aws:policy/PowerUserAccess',
];

export const KEYS = [
  OWNER_ONLY,
  JSON.stringify(
    policyOf(
      allow('kms:*', { Principal: { AWS: `arn:aws:iam::${DATA}:root` }, Resource: '*' }),
      {
        ...deny('kms:Decrypt'),
        Principal: '*',
      },
    ),
  ),
  JSON.stringify(policyOf(allow('kms:*', { Principal: { AWS: CI }, Resource: '*' }))),
];
