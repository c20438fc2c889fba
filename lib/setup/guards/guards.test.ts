import { describe, expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { CI, DATA, ORG_ID, organization, TOOLING } from '../fakes/inventory';
import { GOOD, previewOf } from '../fakes/preview-of';
import { DraftFields } from '../schema';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const AS_ANNA = { ...GOOD, who: ANNA };
const inOrg = () => fakeConsole({ org: organization(TOOLING, DATA) });

type Fields = Partial<DraftFields>;

async function statementsOf(fields: Fields) {
  const view = await previewOf({ ...AS_ANNA, ...fields }, inOrg());
  expect(view.fieldErrors).toEqual({});
  const [trust, , assume] = view.documents.map(({ json }) => JSON.parse(json));
  return { view, trust: trust.Statement[0], assume: assume.Statement[0] };
}

const CASES: [string, Fields, object, string, string[]][] = [
  [
    'MFA',
    { requireMfa: true },
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    'MFA is present',
    [],
  ],
  [
    'recent MFA',
    { requireMfaAge: true, mfaAgeMinutes: '30' },
    {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '1800' },
    },
    'MFA was given less than 1800 seconds ago',
    [],
  ],
  [
    'an external ID',
    { requireExternalId: true, externalId: 'acme-42' },
    { StringEquals: { 'sts:ExternalId': 'acme-42' } },
    'external ID acme-42',
    [],
  ],
  [
    'source addresses',
    { requireSourceIp: true, sourceIps: '203.0.113.0/24, 198.51.100.7' },
    { IpAddress: { 'aws:SourceIp': ['198.51.100.7', '203.0.113.0/24'] } },
    'the request comes from 198.51.100.7 or 203.0.113.0/24',
    [],
  ],
  [
    'a VPC',
    { requireVpc: true, vpcs: 'vpc-0a1b2c3d' },
    { StringEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } },
    'the VPC of the request is vpc-0a1b2c3d',
    [],
  ],
  [
    'an endpoint',
    { requireVpc: true, vpcs: 'vpce-0a1b2c3d4e5f60718' },
    { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' } },
    'the VPC endpoint of the request is vpce-0a1b2c3d4e5f60718',
    [],
  ],
  [
    'an end',
    { requireEnd: true, endsAt: '2026-12-31T23:00Z' },
    { DateLessThan: { 'aws:CurrentTime': '2026-12-31T23:00:00Z' } },
    'the time is before 2026-12-31T23:00:00Z',
    [],
  ],
  [
    'a session name',
    { requireSessionName: true, sessionNames: 'anna-* a.lee' },
    { StringLike: { 'sts:RoleSessionName': ['a.lee', 'anna-*'] } },
    'the session name matches a.lee or anna-*',
    [],
  ],
  [
    'a source identity',
    { requireSourceIdentity: true, sourceIdentities: 'anna*' },
    { StringLike: { 'sts:SourceIdentity': 'anna*' } },
    'the source identity matches anna*',
    ['sts:SetSourceIdentity'],
  ],
  [
    'session tags',
    { requireSessionTags: true, sessionTags: 'team=web|api, ticket' },
    {
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'ticket'] },
      StringEquals: { 'aws:RequestTag/team': ['api', 'web'] },
      StringLike: { 'aws:RequestTag/ticket': '*' },
    },
    'the session tag team is api or web',
    ['sts:TagSession'],
  ],
];

describe('a guard', () => {
  it.each(CASES)(
    'of %s is in the trust policy, the verdict and both halves',
    async (...one) => {
      const [, fields, condition, words, actions] = one;
      const { view, trust, assume } = await statementsOf(fields);
      expect(trust.Condition).toEqual(condition);
      const allowed =
        actions.length === 0 ? 'sts:AssumeRole' : ['sts:AssumeRole', ...actions];
      expect(trust.Action).toEqual(allowed);
      expect(assume.Action).toEqual(allowed);
      expect(view.bridge.deck).toBe('conditional');
      expect(view.bridge.sentence).toContain(words);
      expect(view.guards).toHaveLength(1);
      expect(view.guards[0]?.limit).not.toBe('');
    },
  );

  it('of the organisation takes its id from the inventory', async () => {
    const { view, trust } = await statementsOf({ requireOrganization: true });
    expect(trust.Condition).toEqual({ StringEquals: { 'aws:PrincipalOrgID': ORG_ID } });
    // Tooling is in the organisation, so nothing is left to hang on.
    expect(view.bridge.deck).toBe('works');
  });

  it('with a name per user is one condition for all of them', async () => {
    const { trust } = await statementsOf({
      requireSessionName: true,
      sessionNames: `\${aws:username}`,
    });
    expect(trust.Condition).toEqual({
      StringLike: { 'sts:RoleSessionName': `\${aws:username}` },
    });
  });

  it('stands beside every other one', async () => {
    const fields = CASES.filter(([name]) => !['a VPC', 'an endpoint'].includes(name)).map(
      ([, one]) => one,
    );
    const { trust, view } = await statementsOf(Object.assign({}, ...fields));
    expect(trust.Action).toEqual([
      'sts:AssumeRole',
      'sts:SetSourceIdentity',
      'sts:TagSession',
    ]);
    expect(Object.keys(trust.Condition)).toHaveLength(7);
    expect(view.bridge.deck).toBe('conditional');
  });
});

it.each<[keyof DraftFields, Fields, string]>([
  ['mfaAgeMinutes', { requireMfaAge: true, mfaAgeMinutes: '0' }, '1 to 2,160'],
  ['mfaAgeMinutes', { requireMfaAge: true, mfaAgeMinutes: '1h' }, 'whole minutes'],
  ['organizationId', { requireOrganization: true, organizationId: 'acme' }, 'o- and 10'],
  ['sourceIps', { requireSourceIp: true, sourceIps: '203.0.113.300' }, '203.0.113.300'],
  ['sourceIps', { requireSourceIp: true, sourceIps: '0.0.0.0/0' }, 'every address'],
  ['sourceIps', { requireSourceIp: true, sourceIps: '10.0.0.0/33' }, 'no range'],
  ['vpcs', { requireVpc: true, vpcs: 'vpc-xyz' }, 'vpc-xyz'],
  ['vpcs', { requireVpc: true, vpcs: 'vpc-0a1b2c3d vpce-0a1b2c3d' }, 'not both'],
  ['endsAt', { requireEnd: true, endsAt: 'tomorrow' }, '2026-12-31T23:00:00Z'],
  ['endsAt', { requireEnd: true, endsAt: '2026-02-30T10:00:00Z' }, 'date and a time'],
  ['endsAt', { requireEnd: true, endsAt: '2026-11-24T09:00:00Z' }, 'is over'],
  ['sessionNames', { requireSessionName: true, sessionNames: '*' }, 'guards nothing'],
  ['sessionNames', { requireSessionName: true, sessionNames: '?*' }, 'guards nothing'],
  ['sessionNames', { requireSessionName: true, sessionNames: '*?*?' }, 'guards nothing'],
  ['sessionNames', { requireSessionName: true, sessionNames: 'a/b' }, 'a/b'],
  [
    'sessionNames',
    { requireSessionName: true, sessionNames: 'x'.repeat(65) },
    'at most 64',
  ],
  [
    'sessionNames',
    { requireSessionName: true, sessionNames: `\${aws:userid}` },
    'only variable',
  ],
  [
    'sourceIdentities',
    { requireSourceIdentity: true, sourceIdentities: 'aws:x' },
    'aws:x',
  ],
  [
    'sourceIdentities',
    { requireSourceIdentity: true, sourceIdentities: '??*' },
    'guards nothing',
  ],
  ['sessionTags', { requireSessionTags: true, sessionTags: 'aws:team=x' }, 'aws:'],
  ['sessionTags', { requireSessionTags: true, sessionTags: 'team=a, Team=b' }, 'twice'],
  ['sessionTags', { requireSessionTags: true, sessionTags: 'team=a*' }, 'tag value'],
  [
    'sessionTags',
    {
      requireSessionTags: true,
      sessionTags: Array.from({ length: 51 }, (_, i) => `t${i}`).join(),
    },
    'at most 50',
  ],
])('says at %s what is wrong with %o', async (field, fields, word) => {
  const view = await previewOf({ ...AS_ANNA, ...fields }, inOrg());
  expect(view.fieldErrors[field]).toContain(word);
  expect(view.bridge.deck).toBe('untested');
});

it.each<[keyof DraftFields, Fields]>([
  ['externalId', { requireExternalId: true }],
  ['sourceIps', { requireSourceIp: true, sourceIps: ' , ' }],
  ['endsAt', { requireEnd: true }],
  ['sessionTags', { requireSessionTags: true }],
  ['organizationId', { requireOrganization: true }],
])('takes an empty %s for a gap, not for a mistake', async (field, fields) => {
  const view = await previewOf({ ...AS_ANNA, ...fields });
  expect(view.missing).toEqual([field]);
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge.sentence).toBe('Fill in the guards to see the verdict.');
});

describe('guards that let nobody in', () => {
  it.each<[string, keyof DraftFields, Fields, string]>([
    [
      'a source address and a VPC',
      'vpcs',
      {
        requireSourceIp: true,
        sourceIps: '203.0.113.7',
        requireVpc: true,
        vpcs: 'vpc-0a1b2c3d',
      },
      'nobody would get in',
    ],
    [
      'a user name of a role',
      'sessionNames',
      { who: CI, requireSessionName: true, sessionNames: `\${aws:username}` },
      'ci-deploy is a role',
    ],
    [
      'an end that is over',
      'endsAt',
      { requireEnd: true, endsAt: '2020-01-01T00:00:00Z' },
      'nobody would get in',
    ],
  ])('are refused: %s', async (_, field, fields, word) => {
    const view = await previewOf({ ...AS_ANNA, ...fields });
    expect(view.fieldErrors[field]).toContain(word);
  });

  it('are refused: an organisation that the account is not in', async () => {
    const world = fakeConsole({ org: organization(DATA) });
    const view = await previewOf({ ...AS_ANNA, requireOrganization: true }, world);
    expect(view.fieldErrors.organizationId).toContain('Tooling is not an account of');
  });
});

it.each<[keyof DraftFields, Fields, string]>([
  ['requireMfa', { who: CI, requireMfa: true }, 'no MFA'],
  ['mfaAgeMinutes', { who: CI, requireMfaAge: true }, 'no MFA'],
  ['sourceIps', { requireSourceIp: true, sourceIps: '10.1.0.0/16' }, 'private range'],
  ['endsAt', { requireEnd: true, endsAt: '2028-01-01T00:00:00Z' }, 'more than a year'],
  [
    'organizationId',
    { requireOrganization: true, organizationId: 'o-aaaaaaaaaa' },
    'another one',
  ],
])('advises at %s on %o', async (field, fields, word) => {
  const view = await previewOf({ ...AS_ANNA, ...fields }, inOrg());
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings[field]).toContain(word);
});

it('says nothing of a guard that is off, whatever stands in its field', async () => {
  const view = await previewOf({ ...AS_ANNA, sourceIps: 'nonsense', sessionTags: '=' });
  expect(view.fieldErrors).toEqual({});
  expect(view.guards).toEqual([]);
  expect(view.bridge.deck).toBe('works');
});

it('loads a draft from before there were so many guards', () => {
  const old = { who: CI, requireMfa: true, requireExternalId: false, externalId: 'a-1' };
  expect(DraftFields.parse(old)).toMatchObject({ ...old, requireSessionTags: false });
});

it('denies the crossing where the caller’s account forbids passing tags', async () => {
  const org = organization(TOOLING, DATA);
  org.Policies['p-1'] = {
    Type: 'SERVICE_CONTROL_POLICY',
    Name: 'no-tags',
    Content: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'sts:TagSession', Resource: '*' },
      ],
    },
  };
  for (const target of org.Targets) target.ServiceControlPolicies = ['p-1'];
  const fields = { requireSessionTags: true, sessionTags: 'team' };
  const denied = await previewOf({ ...AS_ANNA, ...fields }, fakeConsole({ org }));
  expect(denied.bridge.deck).toBe('denied');
  const without = await previewOf(AS_ANNA, fakeConsole({ org }));
  expect(without.bridge.deck).toBe('works');
});
