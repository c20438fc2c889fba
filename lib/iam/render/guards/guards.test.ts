import { describe, expect, it } from 'vitest';
import { conditionOf, type Guard } from './guard';
import * as guards from './guards';
import { joinGuards } from './join-guards';

/** The Condition block of several guards, or the message that says why there is none. */
function together(...list: Guard[]) {
  const joined = joinGuards(list);
  return joined.ok ? conditionOf([], joined.value).Condition : joined.error.message;
}

describe('a guard', () => {
  it.each<[string, Guard, unknown]>([
    ['MFA', guards.requireMfa(), { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    [
      'recent MFA',
      guards.requireRecentMfa(3600),
      { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
    ],
    [
      'an organization',
      guards.requireOrganization(['o-b', 'o-a']),
      { StringEquals: { 'aws:PrincipalOrgID': ['o-a', 'o-b'] } },
    ],
    [
      'addresses',
      guards.requireSourceIp(['203.0.113.0/24']),
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    ],
    [
      'a VPC',
      guards.requireVpc(['vpc-1']),
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    ],
    [
      'a VPC endpoint',
      guards.requireVpcEndpoint(['vpce-1']),
      { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    ],
    [
      'an end date',
      guards.requireBefore('2027-01-31T00:00:00Z'),
      { DateLessThan: { 'aws:CurrentTime': '2027-01-31T00:00:00Z' } },
    ],
    [
      'a session name',
      guards.requireSessionName([`\${aws:username}`]),
      { StringLike: { 'sts:RoleSessionName': `\${aws:username}` } },
    ],
    ['TLS', guards.requireTls(), { Bool: { 'aws:SecureTransport': 'true' } }],
    [
      'a source identity',
      guards.requireSourceIdentity(['db-*']),
      { StringLike: { 'sts:SourceIdentity': 'db-*' } },
    ],
    [
      'session tags and no others',
      guards.requireSessionTags({ team: ['a', 'b'], ticket: [] }),
      {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'ticket'] },
        StringEquals: { 'aws:RequestTag/team': ['a', 'b'] },
        StringLike: { 'aws:RequestTag/ticket': '*' },
      },
    ],
  ])('demands %s', (_what, guard, condition) => {
    expect(together(guard)).toEqual(condition);
  });

  it('asks for the permission that setting a source identity or tags takes', () => {
    const joined = joinGuards([
      guards.requireSourceIdentity(['db-*']),
      guards.requireSessionTags({ team: [] }),
    ]);
    expect(joined.ok && joined.value.actions).toEqual([
      'sts:SetSourceIdentity',
      'sts:TagSession',
    ]);
  });
});

describe('two guards together', () => {
  it('stand side by side under one operator', () => {
    expect(
      together(guards.requireExternalId('acme-42'), guards.requireOrganization(['o-a'])),
    ).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-a', 'sts:ExternalId': 'acme-42' },
    });
  });

  it.each<[string, Guard, Guard, unknown]>([
    [
      'the organizations that both name',
      guards.requireOrganization(['o-a', 'o-b']),
      guards.requireOrganization(['o-b', 'o-c']),
      { StringEquals: { 'aws:PrincipalOrgID': 'o-b' } },
    ],
    [
      'the earlier end',
      guards.requireBefore('2027-01-31T00:00:00Z'),
      guards.requireBefore('2026-12-31T23:00:00-02:00'),
      { DateLessThan: { 'aws:CurrentTime': '2026-12-31T23:00:00-02:00' } },
    ],
    [
      'the shorter age',
      guards.requireRecentMfa(3600),
      guards.requireRecentMfa(900),
      { NumericLessThan: { 'aws:MultiFactorAuthAge': '900' } },
    ],
    [
      'the smaller range',
      guards.requireSourceIp(['203.0.113.0/24', '2001:db8::/32']),
      guards.requireSourceIp(['203.0.113.7', '2001:db8:1::/48', '198.51.100.0/24']),
      { IpAddress: { 'aws:SourceIp': ['2001:db8:1::/48', '203.0.113.7'] } },
    ],
    [
      'the narrower pattern',
      guards.requireSessionName(['ci-*', 'ops']),
      guards.requireSessionName(['ci-prod-*', 'o*']),
      { StringLike: { 'sts:RoleSessionName': ['ci-prod-*', 'ops'] } },
    ],
  ])('become %s', (_what, first, second, condition) => {
    expect(together(first, second)).toEqual(condition);
    expect(together(second, first)).toEqual(condition);
  });

  it.each<[string, Guard, Guard]>([
    [
      'sts:ExternalId',
      guards.requireExternalId('acme-42'),
      guards.requireExternalId('acme-43'),
    ],
    [
      'aws:SourceIp',
      guards.requireSourceIp(['203.0.113.0/24']),
      guards.requireSourceIp(['198.51.100.0/24']),
    ],
    [
      'sts:RoleSessionName',
      guards.requireSessionName(['ci-*']),
      guards.requireSessionName(['*-prod']),
    ],
    [
      'sts:RoleSessionName',
      guards.requireSessionName(['a*']),
      guards.requireSessionName(['?b']),
    ],
  ])('say so when no list of values of %s satisfies both', (key, first, second) => {
    expect(together(first, second)).toBe(
      `Two guards on ${key} cannot be joined: keep one of them.`,
    );
  });
});
