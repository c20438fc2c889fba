import { expect, it } from 'vitest';
import { collectFacts } from '../facts/world-facts';
import { lint } from './lint';

const HOME = '111122223333';

const codesOf = (Condition: object): string[] => {
  const role = {
    Path: '/',
    RoleName: 'open',
    RoleId: 'AROAEXAMPLEEXAMPLE00',
    Arn: `arn:aws:iam::${HOME}:role/open`,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Condition },
      ],
    },
  };
  const account = { UserDetailList: [], GroupDetailList: [], Policies: [] };
  const world = { accounts: { [HOME]: { ...account, RoleDetailList: [role] } } };
  return lint(collectFacts(world)).map(({ code }) => code);
};

const is = (key: string, value: string) => ({ StringEquals: { [key]: value } });

it.each([
  ['nothing', {}],
  ['an external id', is('sts:ExternalId', 'crossing-41')],
  ['a session name', is('sts:RoleSessionName', 'ops')],
  ['a source identity', is('sts:SourceIdentity', 'anna')],
  ['a tag that is passed', is('aws:RequestTag/team', 'red')],
  ['a tag of the caller', is('aws:PrincipalTag/team', 'red')],
  ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
  ['a Region', is('aws:RequestedRegion', 'eu-central-1')],
  ['a user agent', is('aws:UserAgent', 'ours')],
  ['a referer', is('aws:Referer', 'https://example.com')],
  ['a time', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }],
  ['a kind of principal', is('aws:PrincipalType', 'User')],
  ['a user name', is('aws:username', 'deploy')],
  ['a role name', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy' } }],
  ['an address inside some VPC', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
  ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
  ['half of all addresses', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }],
  ['all but one network', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  [
    'an organization, if it is told',
    { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
  ],
])('a role for everyone is public when it asks for %s', (_what, condition) => {
  expect(codesOf(condition)).toContain('trust-public');
});

it.each([
  ['one network', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ['an organization', is('aws:PrincipalOrgID', 'o-exampleorg1')],
  ['an account', is('aws:PrincipalAccount', HOME)],
  ['a caller', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/deploy` } }],
  ['the unique id of a role', { StringLike: { 'aws:userid': 'AROADEPLOYDEPLOYDEPL:*' } }],
  ['a VPC', is('aws:SourceVpc', 'vpc-0123456789abcdef0')],
  ['a service that calls', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }],
])('a role for everyone is not public when it asks for %s', (_what, condition) => {
  expect(codesOf(condition)).not.toContain('trust-public');
});
