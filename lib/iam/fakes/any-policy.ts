import fc from 'fast-check';
import type { Place } from '../compare/place';
import { collectFacts } from '../facts/world-facts';
import type { CollectedAccount } from '../world';

/** The account that the documents stand in. */
export const HOME = '444455556666';
const AWAY = '111122223333';
export const arn = (accountId: string, name: string) =>
  `arn:aws:iam::${accountId}:${name}`;
const userOf = (Arn: string) => ({
  Path: '/',
  UserName: Arn.split('/').at(-1) ?? '',
  UserId: `AIDA${Arn.split('/').at(-1)?.toUpperCase()}`,
  Arn,
});
const account = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});
/** A small world with a place for a document of every kind. */
export const world = collectFacts({
  accounts: {
    [HOME]: account({
      UserDetailList: [userOf(arn(HOME, 'user/kim'))],
      RoleDetailList: [
        {
          Path: '/',
          RoleName: 'shared',
          RoleId: 'AROASHARED',
          Arn: arn(HOME, 'role/shared'),
          AssumeRolePolicyDocument: null,
        },
      ],
      Buckets: [{ Name: 'logs', Policy: null }],
    }),
    [AWAY]: account({
      UserDetailList: ['user/ana', 'user/ben'].map((name) => userOf(arn(AWAY, name))),
    }),
  },
});

export type Statement = {
  Effect: 'Allow' | 'Deny';
  Principal?: { AWS: string[] };
  Action: string[];
  Resource?: string[];
  Condition?: Record<string, Record<string, string[]>>;
};
type Kind = { place: Place; statement: fc.Arbitrary<Statement> };

const some = (...values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'StringLike', 'StringNotLike', 'StringEqualsIfExists'),
  fc.dictionary(
    fc.constantFrom('sts:ExternalId', 'aws:RequestedRegion', 'aws:PrincipalArn'),
    some('a', 'b', 'a*', 'arn:aws:iam::111122223333:user/*'),
    { minKeys: 1, maxKeys: 2 },
  ),
  { minKeys: 1, maxKeys: 1 },
);
const common = {
  Effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Deny'),
  Condition: condition,
};
const principal = fc.record({
  AWS: some(
    HOME,
    arn(AWAY, 'root'),
    arn(AWAY, 'user/ana'),
    arn(AWAY, 'user/ben'),
    arn(HOME, 'user/kim'),
  ),
});
const resources = some(
  'arn:aws:s3:::logs',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs/in/*',
  'arn:aws:s3:::logs/in/a',
);
const s3Actions = some(
  's3:GetObject',
  's3:Get*',
  's3:*Object',
  's3:PutObject',
  's3:ListBucket',
);
/** Any statement that names nobody. */
export const IDENTITY_STATEMENT: fc.Arbitrary<Statement> = fc.record(
  { ...common, Action: s3Actions, Resource: resources },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
/** Any statement of a kind, and the place of its document. */
export const KINDS: Record<string, Kind> = {
  trust: {
    place: { kind: 'trust', roleArn: arn(HOME, 'role/shared') },
    statement: fc.record(
      {
        ...common,
        Principal: principal,
        Action: some('sts:AssumeRole', 'sts:TagSession', 'sts:*'),
      },
      { requiredKeys: ['Effect', 'Principal', 'Action'] },
    ),
  },
  bucket: {
    place: { kind: 'bucket', bucketName: 'logs' },
    statement: fc.record(
      { ...common, Principal: principal, Action: s3Actions, Resource: resources },
      { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
    ),
  },
  inline: {
    place: { kind: 'inline', ownerArn: arn(AWAY, 'user/ana'), policyName: 'own' },
    statement: IDENTITY_STATEMENT,
  },
};
