import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whoCanCommand } from '../who-can';
import {
  account,
  arnOf,
  DATA,
  organization,
  role,
  SANDBOX,
  SMALL_ESTATE,
  TOOLING,
  trusts,
  user,
} from './test-accounts';
import { folderOf, run } from './test-folder';

const [CI, ANA] = [arnOf(TOOLING, 'role/ci'), arnOf(TOOLING, 'user/ana')];
const BY_ACCOUNT = arnOf(DATA, 'role/by-account');

const json = (value: unknown) => JSON.stringify(value);
const accountOf = (id: string) => account({ UserDetailList: [user(id, 'eve')] });
const details = SMALL_ESTATE[`accounts/${TOOLING}.json`];
const spaces = (count: number) => ' '.repeat(count);
/** A document of so many characters, white space left out. */
const documentOf = (characters: number, action = 'sts:AssumeRole') => {
  const empty = { ...trusts({ AWS: TOOLING }, {}, action), Id: '' };
  return { ...empty, Id: 'x'.repeat(characters - json(empty).length) };
};

type Files = Record<string, unknown>;

/** Each kind of bad input beside the small estate, with what is said of it. */
const FAULTS: [what: string, files: Files, errors: string[]][] = [
  [
    'a file cut off',
    { 'accounts/a.json': '{\n  "RoleDetailList": [' },
    ['accounts/a.json: line 2, column 22: The document ends too early.'],
  ],
  [
    'a comma too many',
    { 'accounts/a.json': '{"RoleDetailList": [],\r\n}' },
    ['accounts/a.json: line 2, column 1: Expected a key in double quotes here.'],
  ],
  [
    'a file without anything in it',
    { 'accounts/a.json': '' },
    ['accounts/a.json: line 1, column 1: The document ends too early.'],
  ],
  [
    'text that is no JSON',
    { 'accounts/a.json': 'An error occurred (AccessDenied)' },
    ['accounts/a.json: line 1, column 1: Expected a value here.'],
  ],
  [
    'a file about something else',
    { 'accounts/a.json': [1, 2] },
    [
      'accounts/a.json: is not what get-account-authorization-details prints: it has no RoleDetailList',
    ],
  ],
  [
    'an account of which nobody can say which it is',
    { 'accounts/a.json': account() },
    ['accounts/a.json: names no account: call it by the 12 digits of its id'],
  ],
  [
    'two files for one account',
    { 'accounts/z.json': details },
    [`accounts/z.json: account ${TOOLING} stands in ${TOOLING}.json already`],
  ],
  [
    'a file named after another account',
    { 'accounts/444444444444.json': accountOf('555555555555') },
    ['accounts/444444444444.json: is about account 555555555555, against its name'],
  ],
  [
    'one page of an account',
    {
      'accounts/a.json': { ...accountOf('555555555555'), IsTruncated: true, Marker: 'x' },
    },
    ['accounts/a.json: is one page of an account: the pages after it are missing'],
  ],
  [
    'entries without what the engine reads',
    {
      'accounts/a.json': {
        UserDetailList: [{ ...user('555555555555', 'eve'), Arn: undefined }, 7],
        GroupDetailList: 'none',
        RoleDetailList: [
          { ...role('555555555555', 'a'), AssumeRolePolicyDocument: null },
          { ...role('555555555555', 'b'), Tags: [{ Key: 'team' }] },
          { ...role('555555555555', 'c'), RolePolicyList: 'none' },
          role('555555555555', 'd'),
          role('555555555555', 'd'),
          role('666666666666', 'e'),
        ],
        Policies: [{ Arn: 'x', PolicyName: 'x', DefaultVersionId: 'v1' }],
        SAMLProviders: [{}],
        RoleSettings: [],
      },
    },
    [
      'accounts/a.json: UserDetailList[0]: has no Arn',
      'accounts/a.json: UserDetailList[1]: has another shape',
      'accounts/a.json: GroupDetailList: is not a list',
      'accounts/a.json: RoleDetailList[0]: has no AssumeRolePolicyDocument',
      'accounts/a.json: RoleDetailList[1].Tags[0]: has no Value',
      'accounts/a.json: RoleDetailList[2].RolePolicyList: has another shape',
      'accounts/a.json: RoleDetailList[4]: arn:aws:iam::555555555555:role/d stands at RoleDetailList[3] already',
      'accounts/a.json: Policies[0]: has no PolicyVersionList',
      'accounts/a.json: SAMLProviders[0]: has no Arn',
      'accounts/a.json: RoleSettings: has another shape',
      'accounts/a.json: RoleDetailList[1]: arn:aws:iam::666666666666:role/e is not of account 555555555555',
    ],
  ],
  [
    'documents longer than AWS takes',
    {
      'accounts/a.json': account({
        UserDetailList: [user('555555555555', 'u', { identity: documentOf(2049) })],
        RoleDetailList: [
          role('555555555555', 'fits', { trust: documentOf(8192) }),
          role('555555555555', 'spaced', {
            trust: `${spaces(9000)}${json(documentOf(8192))}`,
          }),
          role('555555555555', 'long', { trust: documentOf(8193) }),
          role('555555555555', 'encoded', {
            trust: encodeURIComponent(json(documentOf(8193))),
          }),
          {
            ...role('555555555555', 'two', { identity: documentOf(5121) }),
            RolePolicyList: [1, 2].map((at) => ({
              PolicyName: `p${at}`,
              PolicyDocument: documentOf(5121),
            })),
          },
        ],
        GroupDetailList: [
          {
            Path: '/',
            GroupName: 'g',
            GroupId: 'AGPAG',
            Arn: arnOf('555555555555', 'group/g'),
            GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: documentOf(5121) }],
          },
        ],
        Policies: ['555555555555', 'aws'].map((owner) => ({
          PolicyName: 'p',
          Arn: arnOf(owner, 'policy/p'),
          DefaultVersionId: 'v2',
          PolicyVersionList: [
            { VersionId: 'v2', IsDefaultVersion: true, Document: documentOf(6145) },
          ],
        })),
      }),
    },
    [
      'accounts/a.json: trust policy of arn:aws:iam::555555555555:role/long: 8193 characters, more than the 8192 that AWS takes',
      'accounts/a.json: trust policy of arn:aws:iam::555555555555:role/encoded: 8193 characters, more than the 8192 that AWS takes',
      'accounts/a.json: inline policies of arn:aws:iam::555555555555:role/two: 10242 characters, more than the 10240 that AWS takes',
      'accounts/a.json: inline policies of arn:aws:iam::555555555555:user/u: 2049 characters, more than the 2048 that AWS takes',
      'accounts/a.json: inline policies of arn:aws:iam::555555555555:group/g: 5121 characters, more than the 5120 that AWS takes',
      'accounts/a.json: version v2 of arn:aws:iam::555555555555:policy/p: 6145 characters, more than the 6144 that AWS takes',
    ],
  ],
  [
    'policies of buckets and keys longer than AWS takes',
    {
      'accounts/a.json': account({
        RoleDetailList: [role('555555555555', 'a', {})],
        Buckets: [
          { Name: 'fits', Policy: documentOf(20 * 1024) },
          { Name: 'open', Policy: null },
          { Name: 'long', Policy: documentOf(20 * 1024 + 1) },
          // Two bytes for a letter: fewer characters than the limit.
          { Name: 'wide', Policy: { Sid: 'é'.repeat(11_000) } },
        ],
        Keys: [
          {
            KeyId: 'k',
            Arn: 'arn:aws:kms:eu-west-1:555555555555:key/k',
            Policy: documentOf(32 * 1024 + 1),
          },
        ],
      }),
    },
    [
      'accounts/a.json: bucket policy of long: 20481 bytes, more than the 20480 that AWS takes',
      'accounts/a.json: bucket policy of wide: 22010 bytes, more than the 20480 that AWS takes',
      'accounts/a.json: key policy of arn:aws:kms:eu-west-1:555555555555:key/k: 32769 bytes, more than the 32768 that AWS takes',
    ],
  ],
  [
    'policies of the organization longer than AWS takes',
    {
      'org.json': {
        ...organization,
        Policies: [
          ['p-fits', 'SERVICE_CONTROL_POLICY', documentOf(10_240)],
          ['p-scp', 'SERVICE_CONTROL_POLICY', documentOf(10_241)],
          ['p-rcp', 'RESOURCE_CONTROL_POLICY', documentOf(5121)],
          [
            'p-spaced',
            'SERVICE_CONTROL_POLICY',
            `${spaces(99)}${json(documentOf(10_240))}`,
          ],
          ['p-tags', 'TAG_POLICY', documentOf(9000)],
          ['p-odd', 'constructor', documentOf(9000)],
        ].map(([Id, Type, Content]) => ({ Id, Name: Id, Type, Content })),
        PolicyAttachments: {},
      },
    },
    [
      'org.json: Policies[1]: p-scp: 10241 characters, more than the 10240 that AWS takes',
      'org.json: Policies[2]: p-rcp: 5121 characters, more than the 5120 that AWS takes',
      'org.json: Policies[3]: p-spaced: 10339 characters, more than the 10240 that AWS takes',
    ],
  ],
  [
    'a policy document that is no JSON',
    {
      'accounts/a.json': account({
        RoleDetailList: [role('555555555555', 'a', { trust: '%7B%22Version' })],
      }),
    },
    [
      'accounts/a.json: trust policy of arn:aws:iam::555555555555:role/a: The document is not valid JSON.',
    ],
  ],
  [
    'a missing account',
    {
      'org.json': {
        ...organization,
        Accounts: [...organization.Accounts, { Id: '444444444444', ParentId: 'r-acme' }],
      },
    },
    [': has no file for account 444444444444 of the organisation'],
  ],
  [
    'a file of a member that is cut off, once',
    { [`accounts/${SANDBOX}.json`]: '{' },
    [`accounts/${SANDBOX}.json: line 1, column 2: Expected a key in double quotes here.`],
  ],
  [
    'an organization of another shape',
    { 'org.json': { Organization: { Id: 'o-acme' } } },
    [
      'org.json: Organization: has no MasterAccountId. The answers leave the organisation and its policies out.',
    ],
  ],
  [
    'an organization that is no JSON',
    { 'org.json': "{'Organization': 1}" },
    [
      'org.json: line 1, column 2: Expected a key in double quotes here. The answers leave the organisation and its policies out.',
    ],
  ],
  [
    'an organization whose names lead nowhere',
    {
      'org.json': {
        ...organization,
        OrganizationalUnits: [{ Id: 'ou-acme-sandbox', ParentId: 'ou-gone' }],
        Policies: [
          ...organization.Policies,
          { Id: 'p-x', Name: 'x', Type: 'x', Content: '{' },
        ],
        PolicyAttachments: { ...organization.PolicyAttachments, [DATA]: ['p-gone'] },
      },
    },
    [
      'org.json: OrganizationalUnits[0]: ou-acme-sandbox is under ou-gone, which is not in the file',
      `org.json: PolicyAttachments.${DATA}: p-gone is no policy of the file`,
      'org.json: Policies[2]: p-x: The document is not valid JSON.',
    ],
  ],
];

const withFiles = (files: Files) => folderOf({ ...SMALL_ESTATE, ...files });
const whoCan = (folder: string) =>
  run(whoCanCommand, BY_ACCOUNT, '--from', folder, '--json');
const principalsIn = (lines: string[]) =>
  JSON.parse(lines[0] ?? '{}').answers?.map(({ principal }: Row) => principal);
type Row = { principal: string };

/** `:…` is about the folder itself. */
const placed = (folder: string, errors: string[]) =>
  errors.map((line) => (line.startsWith(':') ? folder + line : path.join(folder, line)));

describe('bad input is told, a line each, and the rest is answered', () => {
  it.each(FAULTS)('%s', async (_what, files, errors) => {
    const folder = withFiles(files);
    const got = await whoCan(folder);
    expect(got.errors).toEqual(placed(folder, errors));
    expect(got.code).toBe(2);
    expect(principalsIn(got.out)).toEqual([CI, ANA]);
  });

  it('nested too deep, and with signs that a terminal obeys', async () => {
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    const arn = '"Arn":"arn:aws:iam::555555555555:role/a"';
    const id = `"RoleName":"a","RoleId":"AROAA","Path":"/",${arn}`;
    const odd =
      '{"Arn":"arn:aws:iam::6:role/\\n\\u001b[2J","RoleName":"","RoleId":"","Path":"","AssumeRolePolicyDocument":{}}';
    const folder = withFiles({
      'accounts/a.json': `{"RoleDetailList":[{${id},"AssumeRolePolicyDocument":{"Statement":${deep}}},${odd}]}`,
      'accounts/b.json': deep.slice(0, -1),
    });
    const got = await whoCan(folder);
    expect(got.errors).toEqual(
      placed(folder, [
        'accounts/a.json: RoleDetailList[1]: arn:aws:iam::6:role/??[2J is not of account 555555555555',
        'accounts/a.json: trust policy of arn:aws:iam::555555555555:role/a: The document is nested deeper than a policy can be.',
        'accounts/b.json: line 1, column 66: The document is nested deeper than a policy can be.',
      ]),
    );
    expect(principalsIn(got.out)).toEqual([CI, ANA]);
  });

  it('all of it at once', async () => {
    const accountFaults = FAULTS.flatMap(([, files, errors], at) => {
      const [[name, content] = []] = Object.entries(files);
      const file = `accounts/x${String(at).padStart(2, '0')}.json`;
      return name === 'accounts/a.json'
        ? [{ file, content, errors: errors.map((line) => line.replace(name, file)) }]
        : [];
    });
    const folder = withFiles(
      Object.fromEntries(accountFaults.map(({ file, content }) => [file, content])),
    );
    const got = await whoCan(folder);
    for (const line of placed(
      folder,
      accountFaults.flatMap(({ errors }) => errors),
    )) {
      expect(got.errors).toContain(line);
    }
    expect(got.code).toBe(2);
    expect(principalsIn(got.out)).toEqual([CI, ANA]);
  });

  it.runIf(process.getuid?.() !== 0)('a file that may not be read', async () => {
    const folder = withFiles({ 'accounts/a.json': '{}' });
    chmodSync(path.join(folder, 'accounts/a.json'), 0);
    const got = await whoCan(folder);
    expect(got.errors).toEqual(
      placed(folder, ['accounts/a.json: cannot be read: permission denied']),
    );
    expect(principalsIn(got.out)).toEqual([CI, ANA]);
  });

  it('a folder with the name of a file', async () => {
    const folder = withFiles({});
    mkdirSync(path.join(folder, 'accounts/a.json'));
    const got = await whoCan(folder);
    expect(got.errors).toEqual(
      placed(folder, ['accounts/a.json: cannot be read: it is a folder']),
    );
    expect(principalsIn(got.out)).toEqual([CI, ANA]);
  });
});
