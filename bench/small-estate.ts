// Parts of estates of a few roles, written by hand.
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';

export const roleArn = (accountId: string, name: string) =>
  `arn:aws:iam::${accountId}:role/${name}`;

export const document = (...statements: object[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const GRANT = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
export const DENIAL = { ...GRANT, Effect: 'Deny' };
export const inline = (...statements: object[]) => [
  { PolicyName: 'inline', PolicyDocument: document(...statements) },
];

export const trust = (rest: object) =>
  document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*', ...rest });

export const role = (
  accountId: string,
  name: string,
  rest: Partial<RoleDetail> = {},
): RoleDetail => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${accountId}${name.toUpperCase()}`,
  Arn: roleArn(accountId, name),
  AssumeRolePolicyDocument: trust({ Principal: { Service: 'ec2.amazonaws.com' } }),
  ...rest,
});

export const account = (
  roles: RoleDetail[],
  policies: CollectedAccount['Policies'] = [],
): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: roles,
  Policies: policies,
});
