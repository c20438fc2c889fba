import type { CollectedWorld } from '../world';
import type { FindingCode } from './catalogue';
import {
  allow,
  BUCKET,
  deny,
  exampleWorld,
  HOME,
  KEY,
  OTHER_VENDOR,
  policy,
  roleArn,
  SISTER,
  VENDOR,
} from './example-world';

const GITHUB = 'token.actions.githubusercontent.com';
const github = { Federated: `arn:aws:iam::${HOME}:oidc-provider/${GITHUB}` };
const eks = {
  Federated: `arn:aws:iam::${HOME}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`,
};
const saml = { Federated: `arn:aws:iam::${HOME}:saml-provider/Corp` };
const take = (
  Principal: unknown,
  Condition?: unknown,
  Action: unknown = 'sts:AssumeRole',
) => allow({ Principal, Action, ...(Condition ? { Condition } : {}) });
const withToken = (Principal: unknown, Condition?: unknown) =>
  take(Principal, Condition, 'sts:AssumeRoleWithWebIdentity');
const trusting = (...statements: unknown[]) =>
  exampleWorld({ trust: policy(...statements) });
const onBucket = (...statements: unknown[]) =>
  exampleWorld({ bucket: policy(...statements) });
const rootOfKey = allow({
  Principal: { AWS: `arn:aws:iam::${HOME}:root` },
  Action: 'kms:*',
  Resource: '*',
});
const onKey = (...statements: unknown[]) =>
  exampleWorld({ key: policy(rootOfKey, ...statements) });
const held = (...statements: unknown[]) => exampleWorld({ alice: policy(...statements) });

const AUD = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };
const read = { Action: 's3:GetObject', Resource: `${BUCKET}/*` };
const anyRole = { Action: 'sts:AssumeRole', Resource: '*' };
const vendor = `arn:aws:iam::${VENDOR}:root`;
const mfa = (value: string) => ({ 'aws:MultiFactorAuthPresent': value });
const PUBLIC_READ = allow({ Principal: '*', ...read });

/** Mistakes that a document can mend, by code and what is special about the case. */
export const MENDABLE: [FindingCode, string, CollectedWorld][] = [
  ['trust-public', 'everyone', trusting(take('*'))],
  ['trust-public', 'as a list', trusting(take({ AWS: ['*'] }, undefined, 'sts:Assume*'))],
  [
    'trust-public',
    'without an organization',
    exampleWorld({ hasOrg: false, trust: policy(take('*')) }),
  ],
  [
    'trust-public',
    'guarded by an external id only',
    trusting(take('*', { StringEquals: { 'sts:ExternalId': 'x1' } })),
  ],
  [
    'trust-public',
    'guarded by a lone * only',
    trusting(take('*', { StringLike: { 'aws:PrincipalOrgID': '*' } })),
  ],
  ['trust-third-party-no-external-id', 'root', trusting(take({ AWS: vendor }))],
  ['trust-third-party-no-external-id', 'account id', trusting(take({ AWS: [VENDOR] }))],
  [
    'trust-third-party-no-external-id',
    'beside others',
    trusting(take({ AWS: [roleArn('Worker'), vendor], Service: 'ec2.amazonaws.com' })),
  ],
  [
    'trust-third-party-no-external-id',
    'known from another role',
    exampleWorld({
      trust: policy(take({ AWS: vendor })),
      otherTrust: policy(
        take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'c-1' } }),
      ),
    }),
  ],
  [
    'external-id-bypass',
    'IfExists',
    trusting(take({ AWS: vendor }, { StringEqualsIfExists: { 'sts:ExternalId': 'x1' } })),
  ],
  [
    'external-id-bypass',
    'any id',
    trusting(take({ AWS: vendor }, { StringLike: { 'STS:externalid': '*' } })),
  ],
  [
    'external-id-bypass',
    'all but one',
    trusting(take({ AWS: vendor }, { StringNotEquals: { 'sts:ExternalId': 'x1' } })),
  ],
  [
    'external-id-shared',
    'two vendors',
    exampleWorld({
      trust: policy(
        take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'same' } }),
      ),
      otherTrust: policy(
        take({ AWS: OTHER_VENDOR }, { StringEquals: { 'sts:ExternalId': 'same' } }),
      ),
    }),
  ],
  [
    'forallvalues-allow-bypass',
    'in a trust policy',
    trusting(
      take('*', {
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' },
      }),
    ),
  ],
  [
    'forallvalues-allow-bypass',
    'in permissions',
    held(
      allow({
        Action: 'dynamodb:GetItem',
        Resource: '*',
        Condition: { 'forallvalues:stringequals': { 'dynamodb:LeadingKeys': ['a'] } },
      }),
    ),
  ],
  ['oidc-missing-sub', 'GitHub', trusting(withToken(github, { StringEquals: AUD }))],
  ['oidc-missing-sub', 'EKS', trusting(withToken(eks))],
  [
    'oidc-missing-sub',
    'two providers',
    trusting(withToken({ Federated: [github.Federated, eks.Federated] })),
  ],
  ['oidc-missing-aud', 'registered audience', trusting(withToken(github))],
  [
    'oidc-missing-aud',
    'built-in provider',
    trusting(withToken({ Federated: 'accounts.google.com' })),
  ],
  ...['*', 'repo:*', 'repo:acme*', 'repo:*/api:*', 're*:ref:refs/heads/main'].map(
    (sub): [FindingCode, string, CollectedWorld] => [
      'oidc-wide-sub',
      sub,
      trusting(
        withToken(github, {
          StringEquals: AUD,
          StringLike: { [`${GITHUB}:sub`]: sub },
        }),
      ),
    ],
  ),
  [
    'oidc-wide-sub',
    'beside a narrow one',
    trusting(
      withToken(github, {
        StringLike: { ...AUD, [`${GITHUB}:sub`]: ['repo:*', 'repo:acme/api:*'] },
      }),
    ),
  ],
  ['saml-missing-aud', 'no condition', trusting(take(saml, undefined, 'sts:*'))],
  [
    'federated-provider-missing',
    'the only principal',
    trusting(withToken({ Federated: `arn:aws:iam::${HOME}:oidc-provider/gone.example` })),
  ],
  [
    'federated-provider-missing',
    'in another account',
    trusting(
      take(
        { Federated: [`arn:aws:iam::${SISTER}:saml-provider/Corp`, saml.Federated] },
        { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        'sts:AssumeRoleWithSAML',
      ),
    ),
  ],
  ['action-principal-mismatch', 'token as AWS', trusting(take(github))],
  [
    'action-principal-mismatch',
    'beside others',
    trusting(take({ AWS: roleArn('Worker') }), withToken(saml)),
  ],
  ['trust-dangling-principal', 'alone', trusting(take({ AWS: 'AROADELETED000000001' }))],
  [
    'trust-dangling-principal',
    'beside others',
    trusting(
      take({ AWS: [roleArn('Worker'), 'AIDADELETED000000001', roleArn('Ci', SISTER)] }),
    ),
  ],
  ['trust-missing-principal', 'role', trusting(take({ AWS: roleArn('Ghost') }))],
  [
    'trust-missing-principal',
    'session of a role',
    trusting(take({ AWS: `arn:aws:sts::${HOME}:assumed-role/Ghost/x` })),
  ],
  ['trust-whole-account', 'id', trusting(take({ AWS: SISTER }))],
  ['trust-whole-account', 'root', trusting(take({ AWS: [`arn:aws:iam::${HOME}:root`] }))],
  [
    'trust-whole-account',
    'outside, beside others',
    trusting(
      take(
        { AWS: [vendor, roleArn('Worker')] },
        { StringEquals: { 'sts:ExternalId': 'x1' } },
      ),
    ),
  ],
  ['invalid-principal-wildcard', 'role/*', trusting(take({ AWS: roleArn('*') }))],
  [
    'invalid-principal-wildcard',
    'on a bucket',
    onBucket(allow({ Principal: { AWS: [roleArn('Worker'), roleArn('*')] }, ...read })),
  ],
  [
    'variable-in-2008-version',
    'in a denial',
    exampleWorld({
      alice: {
        Version: '2008-10-17',
        Statement: [
          deny({ Action: 's3:*', Resource: `${BUCKET}/\${aws:username}/*` }),
          allow({ Action: 's3:GetObject', Resource: '*' }),
        ],
      },
    }),
  ],
  [
    'literal-wildcard',
    'in a denial',
    held(
      allow({ Action: 's3:*', Resource: '*' }),
      deny({
        Action: 's3:*',
        Resource: '*',
        Condition: { StringEquals: { 's3:prefix': 'secret/*' } },
      }),
    ),
  ],
  [
    'mfa-bool-deny-ineffective',
    'permissions',
    held(
      allow({ Action: 's3:*', Resource: '*' }),
      deny({
        Action: '*',
        Resource: '*',
        Condition: { Bool: { ...mfa('false'), 'aws:SecureTransport': 'true' } },
      }),
    ),
  ],
  [
    'mfa-ifexists-bypass',
    'IfExists',
    trusting(take({ AWS: SISTER }, { BoolIfExists: mfa('true') })),
  ],
  [
    'mfa-ifexists-bypass',
    'negated',
    held(allow({ ...read, Condition: { StringNotEquals: mfa('false') } })),
  ],
  ['bucket-public', 'everyone', onBucket(PUBLIC_READ)],
  [
    'bucket-public',
    'a single statement without a list',
    exampleWorld({ bucket: { ...policy(), Statement: PUBLIC_READ } }),
  ],
  [
    'bucket-public',
    'a denial of something else',
    onBucket(
      PUBLIC_READ,
      deny({
        Principal: '*',
        Action: 's3:*',
        Resource: [BUCKET, `${BUCKET}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ),
  ],
  [
    'bucket-public',
    'from half the internet',
    onBucket({
      ...PUBLIC_READ,
      Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } },
    }),
  ],
  [
    'notprincipal-allow',
    'bucket',
    onBucket(allow({ NotPrincipal: { AWS: roleArn('Worker') }, ...read })),
  ],
  [
    'notprincipal-allow',
    'key',
    onKey(allow({ NotPrincipal: { AWS: HOME }, Action: 'kms:Decrypt', Resource: '*' })),
  ],
  [
    'kms-public',
    'everyone',
    onKey(allow({ Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' })),
  ],
  [
    'kms-public',
    'through a service only',
    onKey(
      allow({
        Principal: '*',
        Action: 'kms:*',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      }),
    ),
  ],
  [
    'service-trust-no-source-guard',
    'beside a service that has no source',
    trusting(take({ Service: ['ec2.amazonaws.com', 'cloudtrail.amazonaws.com'] })),
  ],
  [
    'service-trust-no-source-guard',
    'any account in the ARN',
    trusting(
      take(
        { Service: 'logs.eu-west-1.amazonaws.com' },
        { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:*:*:*' } },
      ),
    ),
  ],
  [
    'admin-role-external-trust',
    'vendor',
    exampleWorld({
      trust: policy(take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'x1' } })),
      own: policy(allow({ Action: '*', Resource: '*' })),
    }),
  ],
  [
    'admin-role-external-trust',
    'everyone',
    exampleWorld({
      trust: policy(take('*')),
      own: policy(allow({ Action: ['*'], Resource: ['*'] })),
    }),
  ],
  [
    'self-assume-not-trusted',
    'beside others',
    exampleWorld({
      own: policy(
        allow({
          Action: 'sts:AssumeRole',
          Resource: [roleArn('Target'), roleArn('Ci', SISTER)],
        }),
      ),
    }),
  ],
  [
    'notaction-allow-sts',
    'all but iam',
    held(allow({ NotAction: 'iam:*', Resource: '*' })),
  ],
  ['assume-any-role', 'nothing else', held(allow(anyRole))],
  [
    'assume-any-role',
    'sts:* beside others',
    held(allow({ Action: ['s3:GetObject', 'sts:*'], Resource: '*' })),
  ],
  [
    'assume-any-role',
    'with roles that can be taken',
    exampleWorld({
      trust: policy(take({ AWS: `arn:aws:iam::${HOME}:user/alice` })),
      alice: policy(allow({ Action: 'sts:Assume*', Resource: 'arn:aws:iam::*:role/*' })),
    }),
  ],
  [
    'unknown-operator',
    'in a grant',
    trusting(
      take({ AWS: roleArn('Worker') }),
      take('*', { StringMatches: { 'aws:PrincipalOrgID': 'o-1' } }),
    ),
  ],
];

/** Mistakes that no document may mend by itself, with words of the reason. */
export const UNMENDABLE: [FindingCode, string, CollectedWorld][] = [
  [
    'malformed-policy',
    'by hand',
    exampleWorld({ trust: { Version: '2012-10-17', Statement: [{ Effect: 'allow' }] } }),
  ],
  [
    'kms-no-account-delegation',
    'by hand',
    exampleWorld({
      key: policy(
        allow({ Principal: { AWS: roleArn('Worker') }, Action: 'kms:*', Resource: '*' }),
      ),
    }),
  ],
  [
    'literal-wildcard',
    'lets more callers in',
    trusting(
      withToken(github, {
        StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/api:*', ...AUD },
      }),
    ),
  ],
  [
    'variable-in-2008-version',
    'lets in whom they name',
    exampleWorld({
      alice: { Statement: allow({ ...read, Resource: `${BUCKET}/\${aws:username}/*` }) },
    }),
  ],
  [
    'unknown-operator',
    'nobody but its author',
    onBucket(
      deny({
        Principal: '*',
        ...read,
        Condition: { StringDiffers: { 'aws:PrincipalOrgID': 'o-1' } },
      }),
    ),
  ],
  [
    'self-assume-not-trusted',
    'no other statement',
    exampleWorld({
      own: policy(allow({ Action: 'sts:AssumeRole', Resource: roleArn('Target') })),
    }),
  ],
  [
    'assume-any-role',
    'AWS keeps this policy',
    withManaged('arn:aws:iam::aws:policy/AnyRole', policy(allow(anyRole))),
  ],
];

function withManaged(arn: string, document: unknown): CollectedWorld {
  const world = exampleWorld({});
  const account = world.accounts[HOME];
  if (!account) return world;
  const [alice, ...others] = account.UserDetailList;
  const attached = { PolicyName: 'AnyRole', PolicyArn: arn };
  const held = alice ? [{ ...alice, AttachedManagedPolicies: [attached] }] : [];
  const version = { VersionId: 'v1', IsDefaultVersion: true, Document: document };
  const managed = {
    PolicyName: 'AnyRole',
    Arn: arn,
    DefaultVersionId: 'v1',
    PolicyVersionList: [version],
  };
  const mended = {
    ...account,
    UserDetailList: [...held, ...others],
    Policies: [managed],
  };
  return { ...world, accounts: { ...world.accounts, [HOME]: mended } };
}

const outsideOrg = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const inOrg = { StringEquals: { 'AWS:principalorgid': ['o-a1b2c3d4e5'] } };

/** What looks like a mistake and is none. */
export const HARMLESS: [FindingCode, string, CollectedWorld][] = [
  ['trust-public', 'organization only', trusting(take('*', inOrg))],
  [
    'trust-public',
    'a denial closes it',
    trusting(take('*'), deny({ Principal: '*', Action: 'sts:*', Condition: outsideOrg })),
  ],
  [
    'trust-public',
    'an operator nobody knows',
    trusting(take('*', { StringMatches: { 'aws:PrincipalOrgID': 'o-1' } })),
  ],
  [
    'trust-public',
    'one address',
    trusting(take('*', { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } })),
  ],
  ['trust-third-party-no-external-id', 'sister account', trusting(take({ AWS: SISTER }))],
  [
    'trust-third-party-no-external-id',
    'a member that was not read',
    trusting(take({ AWS: '999988887777' }, inOrg)),
  ],
  [
    'trust-third-party-no-external-id',
    'a denial demands it',
    trusting(
      take({ AWS: vendor }),
      deny({
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'sts:ExternalId': 'x1' } },
      }),
    ),
  ],
  [
    'external-id-bypass',
    'a pattern of one customer',
    trusting(take({ AWS: vendor }, { StringLike: { 'sts:ExternalId': 'acme-*' } })),
  ],
  [
    'external-id-shared',
    'two accounts of one vendor',
    exampleWorld({
      trust: policy(
        take(
          { AWS: [vendor, OTHER_VENDOR] },
          { StringEquals: { 'sts:ExternalId': 'same' } },
        ),
      ),
      otherTrust: policy(
        take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'same' } }),
      ),
    }),
  ],
  [
    'forallvalues-allow-bypass',
    'with a presence test',
    trusting(
      take('*', {
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' },
        Null: { 'aws:principalorgpaths': false },
      }),
    ),
  ],
  [
    'oidc-missing-sub',
    'the repository instead',
    trusting(withToken(github, { StringEquals: { [`${GITHUB}:repository`]: 'a/b' } })),
  ],
  [
    'oidc-missing-sub',
    'a denial instead',
    trusting(
      withToken(github, { StringEquals: AUD }),
      deny({
        Principal: '*',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringNotLike: { [`${GITHUB}:sub`]: 'repo:acme/api:*' } },
      }),
    ),
  ],
  [
    'oidc-wide-sub',
    'every branch of one repository',
    trusting(withToken(github, { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } })),
  ],
  [
    'oidc-wide-sub',
    'every service account of one namespace',
    trusting(
      withToken(eks, {
        StringLike: {
          'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:web:*',
        },
      }),
    ),
  ],
  [
    'federated-provider-missing',
    'built in',
    trusting(withToken({ Federated: 'cognito-identity.amazonaws.com' })),
  ],
  [
    'trust-whole-account',
    'named by a condition',
    trusting(
      take({ AWS: SISTER }, { ArnLike: { 'aws:PrincipalArn': roleArn('Ci', SISTER) } }),
    ),
  ],
  [
    'mfa-bool-deny-ineffective',
    'another denial for keys without a mark',
    held(
      deny({ Action: '*', Resource: '*', Condition: { Bool: mfa('false') } }),
      deny({ Action: '*', Resource: '*', Condition: { Null: mfa('true') } }),
    ),
  ],
  [
    'bucket-public',
    'a denial closes it',
    onBucket(
      PUBLIC_READ,
      deny({ Principal: '*', Action: 's3:*', Resource: '*', Condition: outsideOrg }),
    ),
  ],
  [
    'bucket-public',
    'a network only',
    onBucket({ ...PUBLIC_READ, Condition: { StringEquals: { 'aws:SourceVpce': 'v1' } } }),
  ],
  [
    'kms-public',
    'own account through a service',
    onKey(
      allow({
        Principal: '*',
        Action: 'kms:*',
        Resource: KEY,
        Condition: { StringEquals: { 'kms:CallerAccount': HOME } },
      }),
    ),
  ],
  [
    'kms-no-account-delegation',
    'everybody of the account',
    exampleWorld({
      key: policy(
        allow({
          Principal: '*',
          Action: 'kms:*',
          Resource: '*',
          Condition: { StringEquals: { 'kms:CallerAccount': HOME } },
        }),
      ),
    }),
  ],
  [
    'service-trust-no-source-guard',
    'a denial of other sources',
    trusting(
      take({ Service: 'sns.amazonaws.com' }),
      deny({
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'aws:SourceAccount': HOME } },
      }),
    ),
  ],
  [
    'self-assume-not-trusted',
    'everyone is trusted',
    exampleWorld({
      trust: policy(take('*', inOrg)),
      own: policy(allow({ Action: 'sts:AssumeRole', Resource: roleArn('Target') })),
    }),
  ],
  [
    'assume-any-role',
    'a denial takes it back',
    held(allow(anyRole), deny({ Action: 'sts:*', NotResource: roleArn('Target') })),
  ],
  [
    'assume-any-role',
    'in the organization only',
    held(
      allow({
        ...anyRole,
        Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
      }),
    ),
  ],
  [
    'notaction-allow-sts',
    'roles are among the exceptions',
    held(allow({ NotAction: ['iam:*', 'STS:Assume*'], Resource: '*' })),
  ],
];
