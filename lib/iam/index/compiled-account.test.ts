import { expect, it } from 'vitest';
import { checksumOf } from '@/lib/core/checksum';
import type { CollectedAccount } from '../world';
import { compileAlone, loadCompiled, saveCompiled } from './compiled-account';
import { INDEX_FORMAT } from './saved-text';

const ID = '111122223333';
const arnOf = (resource: string) => `arn:aws:iam::${ID}:${resource}`;
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
const boundaryArn = arnOf('policy/bound');

/** Holds one of each thing that an account is compiled to. */
const account: CollectedAccount = {
  UserDetailList: [
    {
      Path: '/people/',
      UserName: 'ana',
      UserId: 'AIDAANA7777777777777',
      Arn: arnOf('user/people/ana'),
      UserPolicyList: [
        { PolicyName: 'damaged', PolicyDocument: policy({ Effect: 'Maybe' }) },
        {
          PolicyName: 'old',
          PolicyDocument: {
            Statement: [{ ...allow, Resource: arnOf(`role/\${aws:username}`) }],
          },
        },
      ],
      GroupList: ['ops'],
      Tags: [{ Key: 'team', Value: 'data' }],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: boundaryArn,
      },
    },
  ],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'ops',
      GroupId: 'AGPAOPS7777777777777',
      Arn: arnOf('group/ops'),
      AttachedManagedPolicies: [
        { PolicyName: 'Gone', PolicyArn: 'arn:aws:iam::aws:policy/Gone' },
      ],
    },
  ],
  RoleDetailList: [
    {
      Path: '/',
      RoleName: 'deploy',
      RoleId: 'AROADEPLOY7777777777',
      Arn: arnOf('role/deploy'),
      AssumeRolePolicyDocument: policy({
        Sid: 'Left',
        Effect: 'Allow',
        Principal: { AWS: ID },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
      RolePolicyList: [
        { PolicyName: 'read', PolicyDocument: policy({ ...allow, Action: 's3:Get*' }) },
      ],
    },
  ],
  Policies: [
    {
      PolicyName: 'bound',
      Arn: boundaryArn,
      DefaultVersionId: 'v2',
      PolicyVersionList: [
        {
          VersionId: 'v2',
          IsDefaultVersion: true,
          Document: policy({ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }),
        },
      ],
    },
  ],
  SAMLProviders: [],
};

const text = saveCompiled(compileAlone(ID, account));

it('has a format of its own whenever an account is compiled to something else', () => {
  // Accounts that were compiled by other code are kept in databases. When this sum changes,
  // INDEX_FORMAT has to change with it, or they would be taken for current.
  expect([INDEX_FORMAT, checksumOf(text)]).toEqual(['drawbridge-index-3', '1bbd8c29']);
});

it('is the same after it was saved and loaded', () => {
  const loaded = loadCompiled(text, ID);
  expect(loaded && saveCompiled(loaded)).toBe(text);
});

it.each([
  ['of another account', text, '999988887777'],
  ['of another version', text.replace(INDEX_FORMAT, 'drawbridge-index-0'), ID],
  ['that was cut off', text.slice(0, -1), ID],
  ['with one letter changed', text.replace('deploy', 'deplay'), ID],
  ['of no account', '', ID],
])('is not made of text %s', (_what, other, accountId) => {
  expect(loadCompiled(other, accountId)).toBeNull();
});
