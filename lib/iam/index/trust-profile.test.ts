import { describe, expect, it } from 'vitest';
import { OPEN } from './judge-taking';
import { makePools } from './pools';
import { reduceDocument } from './reduce-document';
import type { ReducedPrincipal } from './reduced';
import { namesPrincipals, openMembers, trustProfileFor } from './trust-profile';

const ROLE = 'arn:aws:iam::111111111111:role/deploy';
const SESSION = 'arn:aws:sts::111111111111:assumed-role/deploy/ops';
const ALLOW = { Effect: 'Allow', Action: 'sts:AssumeRole' };

const { documents } = makePools();
const trust = (...statements: object[]) =>
  reduceDocument({ Version: '2012-10-17', Statement: statements }, 'trust', documents);
const profileOf = (...statements: object[]) =>
  trustProfileFor(trust(...statements), OPEN);

const callers = ['role/deploy', 'role/audit', 'user/ann'].map(
  (resource): ReducedPrincipal => ({
    kind: resource.startsWith('user') ? 'user' : 'role',
    path: '/',
    name: resource.slice(5),
    id: resource,
    arn: `arn:aws:iam::111111111111:${resource}`,
    policies: { inline: [], attached: [] },
    tags: null,
    boundary: null,
    trust: null,
  }),
);

describe('whom a trust policy names', () => {
  it('accounts stand apart from users, roles, sessions and unique ids', () => {
    const names = [ROLE, SESSION, 'AROAEXAMPLE'];
    const roots = ['111111111111', 'arn:aws:iam::222222222222:root'];
    const profile = profileOf({ ...ALLOW, Principal: { AWS: [...names, ...roots] } });
    expect([...profile.accounts]).toEqual(['111111111111', '222222222222']);
    expect([...profile.namesNamed]).toEqual(names);
    expect(profile.open).toEqual([]);
  });

  it('a denial names accounts without letting them in', () => {
    const profile = profileOf({
      ...ALLOW,
      Effect: 'Deny',
      Principal: { AWS: '111111111111' },
    });
    expect([...profile.accounts]).toEqual([]);
    expect([...profile.accountsNamed]).toEqual(['111111111111']);
  });

  it('a grant of other actions lets nobody in', () => {
    const profile = profileOf({ ...ALLOW, Action: 'sts:TagSession', Principal: '*' });
    expect(profile.open).toEqual([]);
  });

  it.each<[object | string, boolean]>([
    ['*', true],
    [{ AWS: '111111111111' }, true],
    [{ Service: 'ec2.amazonaws.com' }, false],
    [{ Federated: 'accounts.google.com' }, false],
  ])('%j is about users and roles: %s', (Principal, isAbout) => {
    expect(namesPrincipals(trust({ ...ALLOW, Principal }))).toBe(isAbout);
  });
});

describe('whom a statement that names everyone may let in', () => {
  const openTo = (Condition: object, circumstances = OPEN): string[] => {
    const document = trust({ ...ALLOW, Principal: '*', Condition });
    return openMembers(trustProfileFor(document, circumstances), callers).map(
      ({ name }) => name,
    );
  };
  const everyone = ['deploy', 'audit', 'ann'];

  it.each<[string, object, string[]]>([
    ['by its ARN', { ArnEquals: { 'aws:PrincipalArn': ROLE } }, ['deploy']],
    [
      'by all conditions on it, however the key is spelled',
      {
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' },
        ArnNotLike: { 'aws:principalarn': ROLE },
      },
      ['audit'],
    ],
    ['whatever other keys say', { StringEquals: { 'sts:ExternalId': 'red' } }, everyone],
    [
      'where a variable may stand for it',
      { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:user/\${aws:username}` } },
      ['ann'],
    ],
  ])('%s', (_, condition, names) => {
    expect(openTo(condition)).toEqual(names);
  });

  it('everyone, where the question says what the ARN is, or that there is none', () => {
    const condition = { ArnEquals: { 'aws:PrincipalArn': ROLE } };
    const told = { ...OPEN, context: { 'AWS:PrincipalArn': ROLE } };
    const absent = { ...OPEN, absentKeys: ['aws:PrincipalARN'] };
    expect(openTo(condition, told)).toEqual(everyone);
    expect(openTo(condition, absent)).toEqual(everyone);
    expect(openTo(condition)).toEqual(['deploy']);
  });
});
