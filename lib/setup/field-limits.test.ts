import { describe, expect, it } from 'vitest';
import { assumePolicyName } from '@/lib/iam/render/assume-policy';
import { FIELD_RULES, type FieldName } from '@/lib/iam/validate/field-rules';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { CollectedAccount } from '@/lib/iam/world';
import { followDraft } from './blank/follow-draft';
import { fakeConsole } from './fakes/console';
import { KEY, OWNER_ONLY, WITH_KEY } from './fakes/console-with-key';
import { CI, DATA, readings, TOOLING } from './fakes/inventory';
import { NEW_VERSION } from './fakes/pieces';
import { GOOD, previewOf } from './fakes/preview-of';
import { quotaRefusals } from './plan/quotas';
import { type DraftFieldName, DraftFields } from './schema';
import { loadWorld } from './world/load-world';

type Rule = keyof typeof TEXT_RULES | keyof typeof NUMBER_RULES;
type Fields = Partial<DraftFields>;
type World = Record<string, CollectedAccount>;

/** A row of the table that a field can break: what still passes, and what does not. */
type AtField = {
  field: DraftFieldName;
  base: Fields;
  passes: string;
  breaks: string[];
  /** AWS takes it, and something else does not: advice, and no error. */
  isAdvice?: true;
};

const x = (length: number) => 'x'.repeat(length);
const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const CORP = `arn:aws:iam::${DATA}:saml-provider/`;
const OPS = `arn:aws:iam::${DATA}:policy/`;
const PEOPLE: Fields = {
  recipe: 'people',
  who: ANNA,
  trustingAccount: DATA,
  managedPolicies: 'ops',
};
const TOKENS: Fields = {
  recipe: 'ci-oidc',
  issuerKind: 'other',
  issuerUrl: 'https://id.example.com',
  audience: 'sts.amazonaws.com',
  subject: 'job-7',
  bucket: 'app-logs',
};
const guard = (fields: Fields): Fields => ({ ...GOOD, who: ANNA, ...fields });
const TAGS = guard({ requireSessionTags: true });

const policy = (Sid: string, Action = 'ec2:DescribeInstances') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid, Effect: 'Allow', Action, Resource: '*' }],
  });
/** A policy that has exactly so many characters. */
const policyOf = (length: number) => policy(x(length - policy('').length));

const trust = (Sid: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid, Effect: 'Allow', Principal: { AWS: ANNA }, Action: 'sts:AssumeRole' },
    ],
  });
const trustOf = (length: number) => trust(x(length - trust('').length));

const BLANK: Fields = {
  recipe: 'blank',
  principals: ANNA,
  trustingAccount: DATA,
  customPolicy: policy(''),
  roleName: 'x-hand',
};

const AT_FIELD: Partial<Record<Rule, AtField[]>> = {
  RoleName: [
    {
      field: 'roleName',
      base: GOOD,
      passes: x(64),
      breaks: [x(65), 'my role', 'rôle'],
    },
    {
      field: 'who',
      base: GOOD,
      passes: elsewhere('role', x(64)),
      breaks: [elsewhere('role', x(65))],
    },
  ],
  UserName: [
    {
      field: 'who',
      base: GOOD,
      passes: elsewhere('user', x(64)),
      breaks: [elsewhere('user', x(65))],
    },
  ],
  SamlProviderName: [
    {
      field: 'samlProvider',
      base: { recipe: 'saml', bucket: 'app-logs' },
      passes: `${CORP}${x(128)}`,
      breaks: [`${CORP}${x(129)}`, `${CORP}a b`],
    },
  ],
  ProviderUrl: [
    {
      field: 'issuerUrl',
      base: TOKENS,
      passes: `https://id.example.com/${x(255 - 23)}`,
      breaks: [
        `https://id.example.com/${x(256 - 23)}`,
        'http://id.example.com',
        'https://id.example.com?tenant=1',
      ],
    },
  ],
  ClientId: [
    { field: 'audience', base: TOKENS, passes: x(255), breaks: [x(256), 'two words'] },
  ],
  Path: [
    {
      field: 'rolePath',
      base: BLANK,
      passes: `/drawbridge-managed/${x(512 - 21)}/`,
      breaks: [`/drawbridge-managed/${x(513 - 21)}/`, '/drawbridge-managed/a b/', 'team'],
    },
  ],
  SwitchRoleName: [
    {
      field: 'roleName',
      base: GOOD,
      passes: x(64 - 19),
      breaks: [x(65 - 19)],
      isAdvice: true,
    },
  ],
  RoleSessionName: [
    {
      field: 'sessionNames',
      base: guard({ requireSessionName: true }),
      passes: x(64),
      breaks: [x(65), 'x', 'a:b'],
    },
  ],
  SourceIdentity: [
    {
      field: 'sourceIdentities',
      base: guard({ requireSourceIdentity: true }),
      passes: x(64),
      breaks: [x(65), 'x', 'aws:me'],
    },
  ],
  ExternalId: [
    {
      field: 'externalId',
      base: guard({ requireExternalId: true }),
      passes: x(1224),
      breaks: [x(1225), 'x', 'a b', x(5000)],
    },
  ],
  AccountId: [
    {
      field: 'vendorAccount',
      base: { recipe: 'vendor', bucket: 'app-logs', externalId: 'lum-7Q4c' },
      passes: '012345678901',
      breaks: ['01234567890', '0123456789012', 'x23456789012'],
    },
  ],
  BucketName: [
    {
      field: 'bucket',
      base: GOOD,
      passes: x(63),
      breaks: [x(64), 'xx', 'a_b', '10.0.0.1'],
    },
  ],
  RoleArn: [
    {
      field: 'who',
      base: { ...GOOD, recipe: 'workload-bucket', workload: 'existing' },
      passes: elsewhere('role', `${x(510)}/${x(64)}`),
      breaks: [elsewhere('role', `${x(511)}/${x(64)}`), 'arn:aws:iam::1:role/x'],
    },
  ],
  PolicyArn: [
    {
      field: 'managedPolicies',
      base: PEOPLE,
      passes: `arn:aws:iam::aws:policy/${x(510)}/${x(128)}`,
      breaks: [
        `arn:aws:iam::aws:policy/${x(129)}`,
        `arn:aws:iam::aws:policy/${x(511)}/a`,
      ],
    },
    {
      field: 'boundary',
      base: PEOPLE,
      passes: `arn:aws:iam::aws:policy/${x(128)}`,
      breaks: [`arn:aws:iam::aws:policy/${x(129)}`],
    },
  ],
  PermissionsBoundaryCount: [
    {
      field: 'boundary',
      base: PEOPLE,
      passes: 'ops',
      breaks: ['ops, narrow', 'ops\nops'],
    },
  ],
  RoleId: [
    { field: 'principals', base: BLANK, passes: ANNA, breaks: ['AROAEXAMPLEDELETED000'] },
  ],
  UserId: [
    { field: 'principals', base: BLANK, passes: ANNA, breaks: ['AIDAEXAMPLEDELETED000'] },
  ],
  OrganizationId: [
    {
      field: 'organizationId',
      base: guard({ requireOrganization: true }),
      passes: `o-${x(32)}`,
      breaks: [`o-${x(33)}`, `o-${x(9)}`, 'O-Q1W2E3R4T5'],
    },
  ],
  TagKey: [
    {
      field: 'sessionTags',
      base: TAGS,
      passes: `${x(128)}=a`,
      breaks: [`${x(129)}=a`, 'aws:team=a', 'a*b=c'],
    },
    {
      field: 'tags',
      base: GOOD,
      passes: `${x(128)}\ta`,
      breaks: [`${x(129)}\ta`, 'AWS:team\ta', 'a*b\tc', '\ta', 'Team\ta\nteam\tb'],
    },
    {
      field: 'tags',
      base: GOOD,
      passes: 'a=b: c/d+é\ta',
      breaks: ['drawbridge:plan\ta', 'Drawbridge:x\ta'],
    },
  ],
  TagValue: [
    {
      field: 'sessionTags',
      base: TAGS,
      passes: `a=${x(256)}`,
      breaks: [`a=${x(257)}`, 'a=b#'],
    },
    {
      field: 'tags',
      base: GOOD,
      passes: `a\t${x(256)}\nb\t\n\t`,
      breaks: [`a\t${x(257)}`, 'a\tb#'],
    },
    {
      field: 'principalTags',
      base: { ...GOOD, recipe: 'bucket-policy', requirePrincipalTags: true },
      passes: `a=${x(256)}`,
      breaks: [`a=${x(257)}`],
    },
  ],
  SessionTagCount: [
    { field: 'sessionTags', base: TAGS, passes: tags(50), breaks: [tags(51)] },
  ],
  RoleDescription: [
    {
      field: 'description',
      base: GOOD,
      passes: x(1000),
      breaks: [x(1001), 'tick ✓', x(9000)],
    },
  ],
  PolicyDocument: [
    {
      field: 'customPolicy',
      base: { ...GOOD, access: 'custom' },
      passes: policy('').replace('"*"', '"arn:aws:s3:::app-logs/ÿ"'),
      breaks: [
        policy('').replace('"*"', '"arn:aws:s3:::app-logs/Ā"'),
        `${policy('')}${' '.repeat(60_000)}`,
      ],
    },
    { field: 'assumeJson', base: BLANK, passes: policy(''), breaks: [policy('', 'a:Ā')] },
  ],
  MaxSessionDuration: [
    {
      field: 'sessionSeconds',
      base: GOOD,
      passes: '43200',
      breaks: ['43201', '3599', '1h'],
    },
  ],
  ChainedDurationSeconds: [
    {
      field: 'sessionSeconds',
      base: GOOD,
      passes: '3600',
      breaks: ['3601'],
      isAdvice: true,
    },
  ],
  SessionTokenDurationSeconds: [
    {
      field: 'mfaAgeMinutes',
      base: guard({ requireMfaAge: true }),
      passes: String(129_600 / 60),
      breaks: [String(129_600 / 60 + 1), '0'],
    },
  ],
  // Two of the fifty say which plan made the role.
  EntityTagCount: [
    { field: 'tags', base: GOOD, passes: tagRows(48), breaks: [tagRows(49)] },
  ],
  ManagedPoliciesPerRole: [
    {
      field: 'managedPolicies',
      base: PEOPLE,
      passes: names(10),
      breaks: [names(11)],
    },
  ],
  TrustPolicyLength: [
    { field: 'trustJson', base: BLANK, passes: trustOf(2048), breaks: [trustOf(2049)] },
  ],
  InlinePolicyTotalRole: [
    {
      field: 'customPolicy',
      base: { ...GOOD, access: 'custom' },
      passes: policyOf(10_240),
      breaks: [policyOf(10_241)],
    },
  ],
  InlinePolicyTotalUser: [
    {
      field: 'assumeJson',
      base: BLANK,
      passes: policyOf(2048),
      breaks: [policyOf(2049)],
    },
  ],
};

function elsewhere(kind: string, name: string): string {
  return `arn:aws:iam::999999999999:${kind}/${name}`;
}

function tags(count: number): string {
  return Array.from({ length: count }, (_, at) => `k${at}`).join(',');
}

function tagRows(count: number): string {
  return Array.from({ length: count }, (_, at) => `k${at}\tv`).join('\n');
}

function names(count: number): string {
  return Array.from({ length: count }, (_, at) => `arn:aws:iam::aws:policy/p${at}`).join(
    '\n',
  );
}

/** Two accounts with everything that the rows above name. */
function worldOf(change: (world: World) => void = () => undefined) {
  const world = readings();
  const data = world[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  data.Buckets = [
    ...(data.Buckets ?? []),
    { Name: x(63), Policy: null, Region: 'eu-west-1' },
  ];
  data.SAMLProviders = [{ Arn: `${CORP}${x(128)}` }];
  for (const name of ['ops', 'narrow'])
    data.Policies.push({
      PolicyName: name,
      Arn: `${OPS}${name}`,
      DefaultVersionId: 'v1',
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: true, Document: policy('') },
      ],
    });
  change(world);
  return fakeConsole({ world });
}

/** A draft as the form makes it. */
function drafted(base: Fields, change: Fields): DraftFields {
  let draft = DraftFields.parse({});
  for (const next of [{ recipe: base.recipe ?? 'share-bucket' }, base, change])
    draft = { ...draft, ...followDraft(draft, next) };
  return draft;
}

const rows = Object.entries(AT_FIELD).flatMap(([rule, places]) =>
  places.map((place) => [rule, place.field, place] as const),
);

describe('a limit that a field can break', () => {
  it.each(rows)('%s is told at %s, and nothing below it is', async (_, field, row) => {
    const note = async (text: string) => {
      const { fieldErrors, fieldWarnings } = await previewOf(
        drafted(row.base, { [field]: text }),
        worldOf(),
      );
      return row.isAdvice ? fieldWarnings[field] : fieldErrors[field];
    };
    expect(await note(row.passes)).toBeUndefined();
    for (const text of row.breaks) {
      const said = await note(text);
      expect(said, text.slice(0, 80)).toMatch(/^\S[\s\S]{15,}[.]$/);
    }
  });
});

const statementOf = (length: number, more: object) => {
  const text = (Sid: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid, ...more }] });
  return text(x(length - text('').length));
};
const DENY = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
const OTHERS = { ...DENY, Principal: { AWS: CI } };

/** What is counted together with what stands already: the field, the draft, and what stands. */
type AtPlan = {
  field: DraftFieldName;
  fields: Fields;
  stand: (world: World) => void;
  /** What still leaves room for one. */
  fits?: (world: World) => void;
};

const holder = (policyText: string) => ({
  PolicyName: 'own',
  PolicyDocument: policyText,
});

const AS_MANAGED: Fields = { ...GOOD, assumeAs: 'managed' };

function havingPolicies(Policies: number) {
  return (world: World) => Object.assign(world[TOOLING] ?? {}, { Summary: { Policies } });
}

/** The first user or group of Tooling with so many managed policies. */
function attachedTo(list: 'UserDetailList' | 'GroupDetailList', total: number) {
  return (world: World) =>
    Object.assign(world[TOOLING]?.[list][0] ?? {}, {
      AttachedManagedPolicies: Array.from({ length: total }, (_, at) => ({
        PolicyArn: `arn:aws:iam::${TOOLING}:policy/p${at}`,
        PolicyName: `p${at}`,
      })),
    });
}

const AT_PLAN: Partial<Record<Rule, AtPlan>> = {
  InlinePolicyTotalGroup: {
    field: 'who',
    fields: { ...GOOD, who: `arn:aws:iam::${TOOLING}:group/ops` },
    stand: (world) =>
      Object.assign(world[TOOLING]?.GroupDetailList[0] ?? {}, {
        GroupPolicyList: [holder(statementOf(5120, DENY))],
      }),
  },
  BucketPolicyLength: {
    field: 'bucket',
    fields: { ...GOOD, recipe: 'bucket-policy' },
    stand: (world) =>
      Object.assign(world[DATA]?.Buckets?.[0] ?? {}, {
        Policy: statementOf(20_480, OTHERS),
      }),
  },
  KeyPolicyLength: {
    field: 'bucket',
    fields: { ...GOOD, recipe: 'bucket-policy' },
    stand: (world) => {
      Object.assign(world[DATA]?.Buckets?.[0] ?? {}, WITH_KEY);
      const Policy = OWNER_ONLY.replace('Admins', x(32_768 - OWNER_ONLY.length));
      Object.assign(world[DATA] ?? {}, {
        Keys: [{ KeyId: KEY, Arn: KEY, Policy, KeyManager: 'CUSTOMER' }],
      });
    },
  },
  PoliciesPerAccount: {
    field: 'assumePolicyName',
    fields: AS_MANAGED,
    fits: havingPolicies(1499),
    stand: havingPolicies(1500),
  },
  ManagedPoliciesPerUser: {
    field: 'assumeAs',
    fields: { ...AS_MANAGED, who: ANNA },
    fits: attachedTo('UserDetailList', 9),
    stand: attachedTo('UserDetailList', 10),
  },
  ManagedPoliciesPerGroup: {
    field: 'assumeAs',
    fields: { ...AS_MANAGED, who: `arn:aws:iam::${TOOLING}:group/ops` },
    fits: attachedTo('GroupDetailList', 9),
    stand: attachedTo('GroupDetailList', 10),
  },
  RolesPerAccount: {
    field: 'roleName',
    fields: GOOD,
    stand: (world) => Object.assign(world[DATA] ?? {}, { Summary: { Roles: 1000 } }),
  },
  OidcProvidersPerAccount: {
    field: 'issuerUrl',
    fields: TOKENS,
    stand: (world) =>
      Object.assign(world[DATA] ?? {}, {
        OpenIDConnectProviders: Array.from({ length: 100 }, (_, at) => ({
          Arn: `arn:aws:iam::${DATA}:oidc-provider/p${at}.example`,
          Url: `p${at}.example`,
          ClientIDList: [],
        })),
      }),
  },
};

describe('a limit that counts what stands already', () => {
  it.each(Object.entries(AT_PLAN))(
    '%s is told at its field before anything is planned',
    async (_, { field, fields, stand, fits }) => {
      const room = await previewOf(drafted(fields, {}), worldOf(fits));
      expect(room.fieldErrors).toEqual({});
      const { fieldErrors } = await previewOf(drafted(fields, {}), worldOf(stand));
      expect(Object.keys(fieldErrors)).toEqual([field]);
      expect(fieldErrors[field]).toMatch(/\. [A-Z].*\.$/);
    },
  );
});

/** Names that we make of what is typed, at their longest. */
const MADE: Partial<Record<Rule, string[]>> = {
  PolicyName: [assumePolicyName(x(64)), `drawbridge-bucket-${x(63)}`],
  InstanceProfileName: [x(64)],
};

describe('a name that is made of what is typed', () => {
  it.each(Object.entries(MADE))('%s fits at its longest', (rule, texts) => {
    for (const text of texts)
      expect(validateField(rule as FieldName, text)).toMatchObject({ valid: true });
  });
});

/** Rows that no field of New access can break, each with the reason. */
const NOT_TYPED: Record<string, Rule[]> = {
  'New access makes no such thing': [
    'VirtualMfaDeviceName',
    'Thumbprint',
    'FederatedUserName',
    'AccountAlias',
    'KeyAlias',
    'OuName',
    'PolicyVersionId',
    'GroupsPerUser',
    'UsersPerAccount',
    'GroupsPerAccount',
    'SamlProvidersPerAccount',
    'SamlMetadataLength',
    'ClientIdsPerOidcProvider',
    'ThumbprintsPerOidcProvider',
    'AccessKeysPerUser',
    'MfaDevicesPerUser',
    'KmsKeysPerRegion',
    'AliasesPerKey',
    'GrantsPerKey',
    'KeyDeletionDays',
    'KeyRotationDays',
    'MinimumPasswordLength',
    'MaxPasswordAge',
    'PasswordReusePrevention',
  ],
  'Groups are picked of those that were read, and AWS made these': ['GroupName'],
  'No field takes such an id': [
    'GroupId',
    'PolicyId',
    'InstanceProfileId',
    'RootId',
    'OuId',
    'OrganizationPolicyId',
    'AccessKeyId',
    'SerialNumber',
    'TokenCode',
  ],
  'The organisation’s policies are read, not written': [
    'ServiceControlPolicyLength',
    'ResourceControlPolicyLength',
    'ServiceControlPoliciesPerTarget',
    'ResourceControlPoliciesPerTarget',
    'OuDepth',
  ],
  'It belongs to a call that takes a role, and the form of home asks for it': [
    'DurationSeconds',
    'RootSessionTokenDurationSeconds',
    'TransitiveTagKeyCount',
    'PackedPolicySize',
    'ProvidedContextCount',
    'InlineSessionPolicyCount',
    'SessionPolicyArnCount',
    'SessionPolicyLength',
  ],
  'Profiles are counted by the plan, which asks AWS': ['InstanceProfilesPerAccount'],
  'The oldest version of a policy makes room for a new one': ['PolicyVersionCount'],
  'We make its text, which is short at its longest': ['ManagedPolicyLength'],
};

it.each([6144, 6145])('counts a managed policy of %i characters', async (length) => {
  const { deps, actor } = fakeConsole();
  const world = await loadWorld(deps, actor.workspaceId);
  const pieces = (NEW_VERSION.pieces ?? []).map((piece) => ({
    ...piece,
    content: { kind: 'whole', text: policyOf(length) } as const,
  }));
  const said = Object.values(quotaRefusals(world, pieces));
  expect(said).toEqual(
    length > NUMBER_RULES.ManagedPolicyLength.max
      ? [expect.stringContaining('6,145 characters; AWS takes 6,144')]
      : [],
  );
});

it('makes a managed policy of a trusted half that is far from too long', async () => {
  const fields = { ...AS_MANAGED, roleName: x(64), assumePolicyName: x(128) };
  const { documents, fieldErrors } = await previewOf(drafted(fields, {}), worldOf());
  expect(fieldErrors).toEqual({});
  const text = documents.find(({ title }) => title.startsWith('Text of policy'));
  expect(text?.json.length).toBeLessThan(NUMBER_RULES.ManagedPolicyLength.max / 2);
});

it('leaves no row of the table out', () => {
  const accounted = [
    ...Object.keys({ ...AT_FIELD, ...AT_PLAN, ...MADE }),
    ...Object.values(NOT_TYPED).flat(),
  ];
  expect([...accounted].sort()).toEqual(
    Object.keys({ ...TEXT_RULES, ...NUMBER_RULES }).sort(),
  );
  const rules = new Set(Object.values({ ...TEXT_RULES, ...NUMBER_RULES }));
  for (const rule of Object.values(FIELD_RULES)) expect(rules).toContain(rule);
});

it('refuses to plan an instance profile more than the account may have', async () => {
  const world = worldOf((read) =>
    Object.assign(read[TOOLING] ?? {}, { Summary: { InstanceProfiles: 1000 } }),
  );
  const fields = { recipe: 'workload-bucket', who: '', trustedAccount: TOOLING } as const;
  expect(await world.plan(fields)).toMatchObject({
    ok: false,
    error: {
      kind: 'invalid_input',
      message: expect.stringContaining('1,000 instance profiles'),
    },
  });
});

it('reads a draft of any length, and plans nothing of what is too long', async () => {
  const description = x(100_000);
  const read = DraftFields.parse({ description });
  expect(read.description).toBe(description);
  const view = await previewOf({ ...GOOD, description });
  expect(view.fieldErrors).toEqual({
    description:
      'This has 100,000 characters. Shorten it: nothing that fits here has more than 4,096.',
  });
  expect(view.bridge).toMatchObject({ deck: 'untested', locks: [] });
  expect(await fakeConsole().plan({ description })).toMatchObject({
    ok: false,
    error: {
      kind: 'invalid_input',
      fields: { description: view.fieldErrors.description },
    },
  });
});

it.each(['purpose', 'owner', 'ticket'] as const)(
  'keeps its %s to what a page can show',
  async (name) => {
    const errorAt = async (length: number) =>
      (await previewOf({ ...GOOD, [name]: x(length) })).fieldErrors[name];
    expect(await errorAt(500)).toBeUndefined();
    expect(await errorAt(501)).toContain('more than 500');
  },
);

it('takes a trust policy as long as the account may have it', async () => {
  const raised = worldOf((world) =>
    Object.assign(world[DATA] ?? {}, { Summary: { AssumeRolePolicySizeQuota: 4096 } }),
  );
  const draft = drafted(BLANK, { trustJson: trustOf(4096) });
  expect((await previewOf(draft, raised)).fieldErrors).toEqual({});
});
