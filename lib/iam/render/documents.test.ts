import { describe, expect, it } from 'vitest';
import { Partition } from '@/lib/core/ids';
import type { DocumentKind } from '../validate/document-kind';
import { validatePolicyDocument } from '../validate/validate-policy-document';
import { renderAssumePolicy } from './assume-policy';
import { renderBucketStatements } from './bucket-policy';
import { renderEksTrust } from './eks-trust';
import { type GitHubRepository, renderGitHubTrust } from './github-trust';
import { type Guard, NO_GUARD } from './guards/guard';
import * as guards from './guards/guards';
import { joinGuards } from './guards/join-guards';
import { renderKeyStatement } from './key-policy';
import { renderOidcTrust } from './oidc-trust';
import { policyOf, policyText, type RenderedPolicy } from './policy-text';
import { renderSamlTrust, samlAudience } from './saml-trust';
import { renderAccountAccessTrust, renderServiceTrust } from './service-trust';
import { renderTrust } from './trust-policy';
import { renderWorkloadPolicy } from './workload-policy';

const ROLE = 'arn:aws:iam::111122223333:role/uploader';
const KEY = 'arn:aws:kms:eu-west-1:444455556666:key/1234';
const GITHUB =
  'arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com';
const part = { partition: 'aws', bucket: 'target-logs', keys: 'in/*' };
const key = { arn: KEY, isOnlyThroughS3: true };

function joined(...list: Guard[]): Guard {
  const guard = joinGuards(list);
  return guard.ok ? guard.value : NO_GUARD;
}

const every = joined(
  guards.requireMfa(),
  guards.requireExternalId('acme-42'),
  guards.requireOrganization(['o-example']),
  guards.requireSourceIp(['203.0.113.0/24']),
  guards.requireBefore('2027-01-31T00:00:00Z'),
  guards.requireSessionName(['ana-*']),
  guards.requireSourceIdentity(['ana']),
  guards.requireSessionTags({ team: ['data'] }),
);

it('writes a trust with every guard, in a fixed order', () => {
  const trust = renderTrust({ kind: 'principals', arns: [ROLE] }, every);
  expect(policyText(trust)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustedMayAssume",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/uploader"
      },
      "Action": [
        "sts:AssumeRole",
        "sts:SetSourceIdentity",
        "sts:TagSession"
      ],
      "Condition": {
        "Bool": {
          "aws:MultiFactorAuthPresent": "true"
        },
        "DateLessThan": {
          "aws:CurrentTime": "2027-01-31T00:00:00Z"
        },
        "ForAllValues:StringEquals": {
          "aws:TagKeys": "team"
        },
        "IpAddress": {
          "aws:SourceIp": "203.0.113.0/24"
        },
        "StringEquals": {
          "aws:PrincipalOrgID": "o-example",
          "aws:RequestTag/team": "data",
          "sts:ExternalId": "acme-42"
        },
        "StringLike": {
          "sts:RoleSessionName": "ana-*",
          "sts:SourceIdentity": "ana"
        }
      }
    }
  ]
}`);
});

it('gives the trusted side the same further actions', () => {
  expect(renderAssumePolicy(ROLE, every).Statement).toEqual([
    {
      Sid: 'AssumeUploader',
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
      Resource: ROLE,
    },
  ]);
});

it('P4, T2: gives a workload the key as well as the bucket', () => {
  const policy = renderWorkloadPolicy({ ...part, rights: ['write', 'list'], key });
  expect(policyText(policy)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "LocateBucket",
      "Effect": "Allow",
      "Action": "s3:GetBucketLocation",
      "Resource": "arn:aws:s3:::target-logs"
    },
    {
      "Sid": "ListObjects",
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::target-logs",
      "Condition": {
        "StringLike": {
          "s3:prefix": "in/*"
        }
      }
    },
    {
      "Sid": "WriteObjects",
      "Effect": "Allow",
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::target-logs/in/*"
    },
    {
      "Sid": "UseBucketKey",
      "Effect": "Allow",
      "Action": [
        "kms:Decrypt",
        "kms:GenerateDataKey"
      ],
      "Resource": "arn:aws:kms:eu-west-1:444455556666:key/1234",
      "Condition": {
        "StringEquals": {
          "kms:ViaService": "s3.eu-west-1.amazonaws.com"
        }
      }
    }
  ]
}`);
});

it.each([
  [['read'], 'kms:Decrypt'],
  [
    ['read', 'write'],
    ['kms:Decrypt', 'kms:GenerateDataKey'],
  ],
] as const)('names only the key actions that %j needs', (rights, actions) => {
  const policy = renderWorkloadPolicy({ ...part, rights, key });
  expect(policy.Statement.at(-1)?.Action).toEqual(actions);
});

it('names no key where none is needed', () => {
  const listing = renderWorkloadPolicy({ ...part, rights: ['list', 'delete'], key });
  const plain = renderWorkloadPolicy({ ...part, rights: ['write'], key: null });
  expect(JSON.stringify([listing, plain])).not.toContain('kms:');
  expect(
    renderKeyStatement({
      key,
      principals: [ROLE],
      rights: ['list'],
      sid: 'A',
      guard: NO_GUARD,
    }),
  ).toBeNull();
});

it('P5: opens a bucket to a role and refuses a foreign encryption', () => {
  const statements = renderBucketStatements({
    ...part,
    principals: [ROLE],
    rights: ['write', 'delete'],
    sid: 'Uploader',
    keyArn: KEY,
    guard: guards.requireTls(),
  });
  expect(policyText(policyOf(...statements))).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "UploaderWriteObjects",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/uploader"
      },
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::target-logs/in/*",
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "true"
        },
        "StringEqualsIfExists": {
          "s3:x-amz-server-side-encryption": "aws:kms",
          "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:eu-west-1:444455556666:key/1234"
        }
      }
    },
    {
      "Sid": "UploaderDeleteObjects",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/uploader"
      },
      "Action": "s3:DeleteObject",
      "Resource": "arn:aws:s3:::target-logs/in/*",
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "true"
        }
      }
    }
  ]
}`);
});

it('P6: opens a key to a role', () => {
  const statement = renderKeyStatement({
    key,
    principals: [ROLE],
    rights: ['read', 'write'],
    sid: 'UploaderUsesKey',
    guard: NO_GUARD,
  });
  expect(JSON.stringify(statement, null, 2)).toBe(`{
  "Sid": "UploaderUsesKey",
  "Effect": "Allow",
  "Principal": {
    "AWS": "arn:aws:iam::111122223333:role/uploader"
  },
  "Action": [
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey"
  ],
  "Resource": "*",
  "Condition": {
    "StringEquals": {
      "kms:ViaService": "s3.eu-west-1.amazonaws.com"
    }
  }
}`);
});

it('P7, 3.12: trusts a service account of a cluster by audience and subject', () => {
  const trust = renderEksTrust({
    providerArn:
      'arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCD',
    serviceAccounts: [{ namespace: 'shop', name: 'uploader' }],
    guard: NO_GUARD,
  });
  expect(policyText(trust)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ServiceAccountsMayAssume",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCD"
      },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "oidc.eks.eu-west-1.amazonaws.com/id/ABCD:aud": "sts.amazonaws.com",
          "oidc.eks.eu-west-1.amazonaws.com/id/ABCD:sub": "system:serviceaccount:shop:uploader"
        }
      }
    }
  ]
}`);
});

it('P8: trusts a service for one account and one source', () => {
  const trust = renderServiceTrust({
    service: 'glue.amazonaws.com',
    sources: {
      accountIds: ['444455556666'],
      arns: ['arn:aws:glue:eu-west-1:444455556666:job/nightly'],
    },
    furtherActions: [],
    guard: NO_GUARD,
  });
  expect(policyText(trust)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ServiceMayAssume",
      "Effect": "Allow",
      "Principal": {
        "Service": "glue.amazonaws.com"
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "ArnLike": {
          "aws:SourceArn": "arn:aws:glue:eu-west-1:444455556666:job/nightly"
        },
        "StringEquals": {
          "aws:SourceAccount": "444455556666"
        }
      }
    }
  ]
}`);
});

it('trusts a service that does not say for whom it acts', () => {
  const trust = renderServiceTrust({
    service: 'pods.eks.amazonaws.com',
    sources: { accountIds: [], arns: [] },
    furtherActions: ['sts:TagSession'],
    guard: NO_GUARD,
  });
  expect(trust.Statement).toEqual([
    {
      Sid: 'ServiceMayAssume',
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ]);
});

it.each([
  [false, ['sts:AssumeRole', 'sts:SetContext']],
  [true, ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession']],
])('trusts the account access manager (tags: %s)', (passesTags, actions) => {
  const applicationArn =
    'arn:aws:account-access:eu-west-1:444455556666:application/app-1';
  const trust = renderAccountAccessTrust({
    accountId: '444455556666',
    applicationArn,
    passesTags,
    guard: NO_GUARD,
  });
  expect(trust.Statement).toEqual([
    {
      Sid: 'AccountAccessManagerMayAssume',
      Effect: 'Allow',
      Principal: { Service: 'account-access.amazonaws.com' },
      Action: actions,
      Condition: {
        ArnLike: { 'aws:SourceArn': applicationArn },
        StringEquals: { 'aws:SourceAccount': '444455556666' },
      },
    },
  ]);
});

it('P9: trusts SAML sign-ins made for the console', () => {
  const trust = renderSamlTrust({
    providerArns: ['arn:aws:iam::444455556666:saml-provider/corp'],
    audiences: ['https://signin.aws.amazon.com/saml'],
    guard: NO_GUARD,
  });
  expect(policyText(trust)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "SignInsMayAssume",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::444455556666:saml-provider/corp"
      },
      "Action": "sts:AssumeRoleWithSAML",
      "Condition": {
        "StringEquals": {
          "SAML:aud": "https://signin.aws.amazon.com/saml"
        }
      }
    }
  ]
}`);
});

describe('a trust for GitHub Actions', () => {
  const repository: GitHubRepository = { owner: 'acme', name: 'api', form: 'names' };
  const ids = { ownerId: '1234', repositoryId: '5678' };
  const subjectOf = (trust: RenderedPolicy, operator = 'StringEquals') =>
    trust.Statement[0]?.Condition?.[operator]?.[
      'token.actions.githubusercontent.com:sub'
    ];
  const trusting = (
    source: GitHubRepository,
    ...runs: Parameters<typeof renderGitHubTrust>[0]['sources'][number]['runs']
  ) =>
    renderGitHubTrust({
      providerArn: GITHUB,
      sources: [{ repository: source, runs }],
      guard: NO_GUARD,
    });

  it('P10: names audience and subject', () => {
    expect(policyText(trusting(repository, { kind: 'branch', name: 'main' }))).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "WorkflowsMayAssume",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com"
      },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme/api:ref:refs/heads/main"
        }
      }
    }
  ]
}`);
  });

  it.each([
    [{ kind: 'tag', name: 'v1' }, 'repo:acme/api:ref:refs/tags/v1'],
    [{ kind: 'environment', name: 'prod:eu' }, 'repo:acme/api:environment:prod%3Aeu'],
    [{ kind: 'pull-request' }, 'repo:acme/api:pull_request'],
  ] as const)('knows the subject of %j', (runs, subject) => {
    expect(subjectOf(trusting(repository, runs))).toBe(subject);
  });

  it('writes names, numbers or both, as the repository’s tokens do', () => {
    const runs = { kind: 'branch', name: 'main' } as const;
    const numbered = 'repo:acme@1234/api@5678:ref:refs/heads/main';
    expect(subjectOf(trusting({ ...repository, ...ids, form: 'ids' }, runs))).toBe(
      numbered,
    );
    expect(subjectOf(trusting({ ...repository, ...ids, form: 'both' }, runs))).toEqual([
      'repo:acme/api:ref:refs/heads/main',
      numbered,
    ]);
  });

  it('compares patterns as patterns, and only then', () => {
    const trust = trusting(repository, { kind: 'branch', name: 'release/*' });
    expect(subjectOf(trust)).toBeUndefined();
    expect(subjectOf(trust, 'StringLike')).toBe('repo:acme/api:ref:refs/heads/release/*');
  });

  it('never lets a name act as a policy variable', () => {
    const name = `x\${aws:username}`;
    expect(subjectOf(trusting(repository, { kind: 'branch', name }))).toBe(
      `repo:acme/api:ref:refs/heads/x\${$}{aws:username}`,
    );
  });
});

describe('in every partition', () => {
  const audiences = {
    aws: 'https://signin.aws.amazon.com/saml',
    'aws-us-gov': 'https://signin.amazonaws-us-gov.com/saml',
    'aws-cn': 'https://signin.amazonaws.cn/saml',
    'aws-eusc': null,
  };
  const regions = {
    aws: ['eu-west-1', 'StringEquals', 's3.eu-west-1.amazonaws.com'],
    'aws-us-gov': ['us-gov-west-1', 'StringEquals', 's3.us-gov-west-1.amazonaws.com'],
    'aws-cn': ['cn-north-1', 'StringLike', 's3.cn-north-1.amazonaws.*'],
    'aws-eusc': ['eusc-de-east-1', 'StringLike', 's3.eusc-de-east-1.amazonaws.*'],
  } as const;

  it.each(Partition.options)(
    '%s: the sign-in page and the way to the key are its own',
    (partition) => {
      const [region, operator, service] = regions[partition];
      const arn = `arn:${partition}:kms:${region}:444455556666:key/1234`;
      const [bucket] = renderBucketStatements({
        ...part,
        partition,
        principals: [ROLE],
        rights: ['write'],
        sid: 'A',
        keyArn: null,
        guard: NO_GUARD,
      });
      expect(samlAudience(partition)).toBe(audiences[partition]);
      expect(bucket?.Resource).toBe(`arn:${partition}:s3:::target-logs/in/*`);
      expect(
        renderKeyStatement({
          key: { arn, isOnlyThroughS3: true },
          principals: [ROLE],
          rights: ['read'],
          sid: 'A',
          guard: NO_GUARD,
        })?.Condition,
      ).toEqual({ [operator]: { 'kms:ViaService': service } });
    },
  );
});

describe('AWS would save', () => {
  const whole = { ...part, keys: null };
  const rights = ['list', 'read', 'write', 'delete'] as const;
  const shared = { principals: [ROLE], rights, sid: 'Uploader', guard: every };
  const keyStatement = renderKeyStatement({ ...shared, key });
  it.each<[string, DocumentKind, RenderedPolicy]>([
    [
      'the trust of an account',
      'trust',
      renderTrust(
        { kind: 'account', partition: 'aws-cn', accountId: '111122223333' },
        every,
      ),
    ],
    [
      'the trust of principals',
      'trust',
      renderTrust({ kind: 'principals', arns: [ROLE] }, every),
    ],
    ['the trusted half', 'identity', renderAssumePolicy(ROLE, every)],
    ['a workload policy', 'identity', renderWorkloadPolicy({ ...whole, rights, key })],
    [
      'a bucket policy',
      'bucket',
      policyOf(...renderBucketStatements({ ...whole, ...shared, keyArn: KEY })),
    ],
    ['a key policy', 'key', policyOf(...(keyStatement ? [keyStatement] : []))],
    [
      'a trust for tokens',
      'trust',
      renderOidcTrust({
        providerArn: 'arn:aws:iam::444455556666:oidc-provider/gitlab.com',
        audiences: ['https://gitlab.com'],
        subjects: ['project_path:acme/api:ref_type:branch:ref:*'],
        guard: every,
      }),
    ],
    [
      'a trust for the account access manager',
      'trust',
      renderAccountAccessTrust({
        accountId: '444455556666',
        applicationArn: 'arn:aws:account-access:eu-west-1:444455556666:application/app-1',
        passesTags: true,
        guard: NO_GUARD,
      }),
    ],
    [
      'a trust for SAML',
      'trust',
      renderSamlTrust({
        providerArns: ['arn:aws:iam::444455556666:saml-provider/corp'],
        audiences: ['https://signin.aws.amazon.com/saml'],
        guard: every,
      }),
    ],
  ])('%s', (_what, kind, policy) => {
    expect(policy.Statement.length).toBeGreaterThan(0);
    expect(validatePolicyDocument(policyText(policy), kind)).toEqual([]);
  });
});
