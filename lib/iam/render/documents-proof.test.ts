import { describe, expect, it } from 'vitest';
import { decideQuestion } from '../evaluate/decide-question';
import { collectFacts } from '../facts/world-facts';
import type { Principal, Question } from '../question';
import type { CollectedAccount, CollectedWorld, PolicyDocument } from '../world';
import { renderAssumePolicy } from './assume-policy';
import { renderBucketStatements } from './bucket-policy';
import type { BucketRight } from './bucket-statements';
import { renderEksTrust } from './eks-trust';
import { renderGitHubTrust } from './github-trust';
import { type Guard, NO_GUARD } from './guards/guard';
import * as guards from './guards/guards';
import { joinGuards } from './guards/join-guards';
import { renderKeyStatement } from './key-policy';
import { mergeStatement } from './merge-statement';
import { policyOf, type RenderedPolicy } from './policy-text';
import { renderSamlTrust } from './saml-trust';
import { renderAccountAccessTrust, renderServiceTrust } from './service-trust';
import { renderTrust } from './trust-policy';
import { renderWorkloadPolicy } from './workload-policy';

const TRUSTED = '111122223333';
const TRUSTING = '444455556666';
const STRANGER = '777788889999';
const ROLE = `arn:aws:iam::${TRUSTING}:role/shared`;
const ANA = `arn:aws:iam::${TRUSTED}:user/ana`;
const BEN = `arn:aws:iam::${TRUSTED}:user/ben`;
const EVE = `arn:aws:iam::${STRANGER}:user/eve`;
const KEY = `arn:aws:kms:eu-west-1:${TRUSTING}:key/1234`;
const ISSUER = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCD';
const GITHUB = 'token.actions.githubusercontent.com';
const providerArn = (kind: string, name: string) =>
  `arn:aws:iam::${TRUSTING}:${kind}/${name}`;

const accountOf = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});
const roleOf = (Arn: string, trust: PolicyDocument, own?: PolicyDocument) => {
  const RoleName = Arn.split('/').at(-1) ?? '';
  return {
    Path: '/',
    RoleName,
    RoleId: `AROA${RoleName.toUpperCase()}`,
    Arn,
    AssumeRolePolicyDocument: trust,
    RolePolicyList: own ? [{ PolicyName: 'own', PolicyDocument: own }] : [],
  };
};
const userOf = (Arn: string, own?: PolicyDocument) => {
  const UserName = Arn.split('/').at(-1) ?? '';
  return {
    Path: '/',
    UserName,
    UserId: `AIDA${UserName.toUpperCase()}`,
    Arn,
    UserPolicyList: own ? [{ PolicyName: 'own', PolicyDocument: own }] : [],
  };
};

/** Two accounts and a stranger's: the role, its trust, and what the users themselves may do. */
const assuming = (
  trust: PolicyDocument,
  policies: { ana?: PolicyDocument; ben?: PolicyDocument; eve?: PolicyDocument } = {},
): CollectedWorld => ({
  org: {
    Id: 'o-example',
    ManagementAccountId: TRUSTING,
    Targets: [TRUSTED, TRUSTING].map((Id) => ({
      Id,
      Type: 'ACCOUNT' as const,
      ParentId: null,
      ServiceControlPolicies: ['all'],
      ResourceControlPolicies: [],
    })),
    Policies: {
      all: {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'all',
        Content: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        },
      },
    },
  },
  accounts: {
    [TRUSTED]: accountOf({
      UserDetailList: [userOf(ANA, policies.ana), userOf(BEN, policies.ben)],
    }),
    [STRANGER]: accountOf({ UserDetailList: [userOf(EVE, policies.eve)] }),
    [TRUSTING]: accountOf({
      RoleDetailList: [roleOf(ROLE, trust)],
      OpenIDConnectProviders: [ISSUER, GITHUB].map((name) => ({
        Arn: providerArn('oidc-provider', name),
        Url: `https://${name}`,
        ClientIDList: ['sts.amazonaws.com', 'other'],
      })),
      SAMLProviders: ['corp', 'other'].map((name) => ({
        Arn: providerArn('saml-provider', name),
      })),
    }),
  },
});

const decide = (world: CollectedWorld, question: Partial<Question>) =>
  decideQuestion(collectFacts(world), {
    action: 'sts:AssumeRole',
    principal: { AWS: ANA },
    resource: ROLE,
    context: {},
    unknownKeys: 'assume-absent',
    ...question,
  }).decision;

function joined(...list: Guard[]): Guard {
  const guard = joinGuards(list);
  return guard.ok ? guard.value : NO_GUARD;
}

const assume = renderAssumePolicy(ROLE);

describe('a role that trusts an account', () => {
  const trust = renderTrust(
    { kind: 'account', partition: 'aws', accountId: TRUSTED },
    NO_GUARD,
  );
  const world = assuming(trust, { ana: assume, eve: assume });

  it.each([
    [ANA, 'allow'],
    [BEN, 'deny'],
    [EVE, 'deny'],
  ])('for %s: %s', (AWS, decision) => {
    expect(decide(world, { principal: { AWS } })).toBe(decision);
  });
});

describe('a role that trusts one person behind MFA and an external ID', () => {
  const guard = joined(guards.requireMfa(), guards.requireExternalId('acme-42'));
  const world = assuming(renderTrust({ kind: 'principals', arns: [ANA] }, guard), {
    ana: assume,
    ben: assume,
  });
  const mfa = { 'aws:MultiFactorAuthPresent': 'true' };
  const params = { ExternalId: 'acme-42' };

  it.each<[string, Partial<Question>, string]>([
    ['both', { context: mfa, params }, 'allow'],
    ['another external ID', { context: mfa, params: { ExternalId: 'acme-43' } }, 'deny'],
    ['no external ID', { context: mfa }, 'deny'],
    ['no MFA mark', { params }, 'deny'],
    [
      'MFA not used',
      { context: { 'aws:MultiFactorAuthPresent': 'false' }, params },
      'deny',
    ],
    ['both, of somebody else', { context: mfa, params, principal: { AWS: BEN } }, 'deny'],
  ])('with %s', (_what, question, decision) => {
    expect(decide(world, question)).toBe(decision);
  });
});

describe('a role that asks for session tags and a source identity', () => {
  const guard = joined(
    guards.requireSessionTags({ team: ['data'] }),
    guards.requireSourceIdentity(['ana']),
  );
  const trust = renderTrust({ kind: 'principals', arns: [ANA] }, guard);
  const world = assuming(trust, { ana: renderAssumePolicy(ROLE, guard) });
  const params = { Tags: { team: 'data' }, SourceIdentity: 'ana' };

  it.each<[string, Question['params'], string]>([
    ['both', params, 'allow'],
    ['no tags', { SourceIdentity: 'ana' }, 'deny'],
    ['another value', { ...params, Tags: { team: 'ops' } }, 'deny'],
    ['one tag more', { ...params, Tags: { team: 'data', admin: 'yes' } }, 'deny'],
    ['another identity', { ...params, SourceIdentity: 'ben' }, 'deny'],
  ])('with %s', (_what, given, decision) => {
    expect(decide(world, given ? { params: given } : {})).toBe(decision);
  });

  it('needs the further actions on the trusted side as well', () => {
    expect(decide(assuming(trust, { ana: assume }), { params })).toBe('deny');
  });
});

describe('further guards', () => {
  const anyone = { kind: 'principals', arns: [ANA, EVE] } as const;
  const behind = (guard: Guard) =>
    assuming(renderTrust({ ...anyone, arns: [...anyone.arns] }, guard), {
      ana: assume,
      eve: assume,
    });

  it('keep out who is not of the organization', () => {
    const world = behind(guards.requireOrganization(['o-example']));
    expect(decide(world, {})).toBe('allow');
    expect(decide(world, { principal: { AWS: EVE } })).toBe('deny');
  });

  it.each<[string, Guard, Partial<Question>, Partial<Question>]>([
    [
      'the address',
      guards.requireSourceIp(['203.0.113.0/24']),
      { context: { 'aws:SourceIp': '203.0.113.9' } },
      { context: { 'aws:SourceIp': '198.51.100.9' } },
    ],
    [
      'the VPC',
      guards.requireVpc(['vpc-1']),
      { context: { 'aws:SourceVpc': 'vpc-1' } },
      { context: { 'aws:SourceIp': '203.0.113.9' } },
    ],
    [
      'the end',
      guards.requireBefore('2027-01-31T00:00:00Z'),
      { context: { 'aws:CurrentTime': '2027-01-30T23:59:59Z' } },
      { context: { 'aws:CurrentTime': '2027-01-31T00:00:00Z' } },
    ],
    [
      'the session name',
      guards.requireSessionName([`\${aws:username}`]),
      { params: { RoleSessionName: 'ana' } },
      { params: { RoleSessionName: 'ben' } },
    ],
  ])('hold %s', (_what, guard, inside, outside) => {
    expect(decide(behind(guard), inside)).toBe('allow');
    expect(decide(behind(guard), outside)).toBe('deny');
  });
});

describe('a workload that writes to an encrypted bucket of another account', () => {
  const UPLOADER = `arn:aws:iam::${TRUSTED}:role/uploader`;
  const OTHER = `arn:aws:iam::${TRUSTED}:role/other`;
  const key = { arn: KEY, isOnlyThroughS3: true };
  const part = { partition: 'aws', bucket: 'target', keys: 'in/*' };
  const rights: BucketRight[] = ['list', 'write'];
  const shared = {
    principals: [UPLOADER],
    rights,
    sid: 'Uploader',
    guard: guards.requireTls(),
  };
  const administrators = policyOf({
    Sid: 'Administrators',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${TRUSTING}:root` },
    Action: 'kms:*',
    Resource: '*',
  });
  const keyStatement = renderKeyStatement({ ...shared, key, guard: NO_GUARD });
  const keyPolicy =
    keyStatement && mergeStatement(JSON.stringify(administrators), keyStatement);

  type Documents = { own: RenderedPolicy; bucket: RenderedPolicy; key: PolicyDocument };
  const whole: Documents = {
    own: renderWorkloadPolicy({ ...part, rights, key }),
    bucket: policyOf(...renderBucketStatements({ ...part, ...shared, keyArn: KEY })),
    key: keyPolicy,
  };
  const lambda = renderServiceTrust({
    service: 'lambda.amazonaws.com',
    sources: { accountIds: [], arns: [] },
    furtherActions: [],
    guard: NO_GUARD,
  });
  const worldOf = (documents: Documents): CollectedWorld => ({
    accounts: {
      [TRUSTED]: accountOf({
        RoleDetailList: [
          roleOf(UPLOADER, lambda, documents.own),
          roleOf(OTHER, lambda, documents.own),
        ],
      }),
      [TRUSTING]: accountOf({
        Buckets: [{ Name: 'target', Policy: documents.bucket }],
        Keys: [{ KeyId: '1234', Arn: KEY, Policy: documents.key }],
      }),
    },
  });
  const tls = { 'aws:SecureTransport': 'true' };
  const throughS3 = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' };
  const put: Partial<Question> = {
    principal: { AWS: UPLOADER },
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::target/in/a',
    context: tls,
  };
  const encrypt: Partial<Question> = {
    principal: { AWS: UPLOADER },
    action: 'kms:GenerateDataKey',
    resource: KEY,
    context: throughS3,
  };
  const bucket = 'arn:aws:s3:::target';

  it.each<[string, Partial<Question>, string]>([
    ['writes', put, 'allow'],
    ['gets a data key', encrypt, 'allow'],
    ['decrypts the parts of an upload', { ...encrypt, action: 'kms:Decrypt' }, 'allow'],
    [
      'lists its part',
      {
        ...put,
        action: 's3:ListBucket',
        resource: bucket,
        context: { ...tls, 's3:prefix': 'in/' },
      },
      'allow',
    ],
    [
      'does not list the rest',
      {
        ...put,
        action: 's3:ListBucket',
        resource: bucket,
        context: { ...tls, 's3:prefix': 'x/' },
      },
      'deny',
    ],
    [
      'names the key itself',
      {
        ...put,
        context: {
          ...tls,
          's3:x-amz-server-side-encryption': 'aws:kms',
          's3:x-amz-server-side-encryption-aws-kms-key-id': KEY,
        },
      },
      'allow',
    ],
    [
      'does not choose another encryption',
      { ...put, context: { ...tls, 's3:x-amz-server-side-encryption': 'AES256' } },
      'deny',
    ],
    ['does not write in the clear', { ...put, context: {} }, 'deny'],
    ['does not write elsewhere', { ...put, resource: `${bucket}/out/a` }, 'deny'],
    ['does not read', { ...put, action: 's3:GetObject' }, 'deny'],
    ['does not use the key by itself', { ...encrypt, context: {} }, 'deny'],
    ['lets no other role write', { ...put, principal: { AWS: OTHER } }, 'deny'],
    ['lets no other role use the key', { ...encrypt, principal: { AWS: OTHER } }, 'deny'],
    [
      'is for its service alone',
      { principal: { Service: 'ec2.amazonaws.com' }, resource: UPLOADER },
      'deny',
    ],
    [
      'starts',
      { principal: { Service: 'lambda.amazonaws.com' }, resource: UPLOADER },
      'allow',
    ],
  ])('%s', (_what, question, decision) => {
    expect(decide(worldOf(whole), question)).toBe(decision);
  });

  it('T2, 2.4: needs each of the documents', () => {
    const withoutKey = renderWorkloadPolicy({ ...part, rights, key: null });
    expect(decide(worldOf({ ...whole, own: withoutKey }), encrypt)).toBe('deny');
    expect(decide(worldOf({ ...whole, key: administrators }), encrypt)).toBe('deny');
    expect(decide(worldOf({ ...whole, bucket: policyOf() }), put)).toBe('deny');
  });
});

/** Judges a trust by what a token or sign-in says. */
const federated = (
  trust: RenderedPolicy,
  action: string,
  principal: Principal,
  context: Question['context'],
) => decide(assuming(trust), { action, principal, context });

describe('a role for a service account', () => {
  const Federated = providerArn('oidc-provider', ISSUER);
  const trust = renderEksTrust({
    providerArn: Federated,
    serviceAccounts: [{ namespace: 'shop', name: 'uploader' }],
    guard: NO_GUARD,
  });
  const subject = 'system:serviceaccount:shop:uploader';

  it.each([
    ['sts.amazonaws.com', subject, 'allow'],
    ['sts.amazonaws.com', 'system:serviceaccount:shop:other', 'deny'],
    ['sts.amazonaws.com', 'system:serviceaccount:other:uploader', 'deny'],
    ['other', subject, 'deny'],
  ])('with audience %s and subject %s: %s', (aud, sub, decision) => {
    const context = { [`${ISSUER}:aud`]: aud, [`${ISSUER}:sub`]: sub };
    expect(
      federated(trust, 'sts:AssumeRoleWithWebIdentity', { Federated }, context),
    ).toBe(decision);
  });
});

describe('a role for workflows', () => {
  const Federated = providerArn('oidc-provider', GITHUB);
  const trust = renderGitHubTrust({
    providerArn: Federated,
    sources: [
      {
        repository: {
          owner: 'acme',
          name: 'api',
          form: 'both',
          ownerId: '12',
          repositoryId: '34',
        },
        runs: [
          { kind: 'branch', name: 'release/*' },
          { kind: 'environment', name: 'prod' },
        ],
      },
    ],
    guard: NO_GUARD,
  });

  it.each([
    ['repo:acme/api:ref:refs/heads/release/1', 'allow'],
    ['repo:acme@12/api@34:ref:refs/heads/release/1', 'allow'],
    ['repo:acme@12/api@34:environment:prod', 'allow'],
    ['repo:acme/api:ref:refs/heads/main', 'deny'],
    ['repo:acme/api:ref:refs/tags/release/1', 'deny'],
    ['repo:acme/api:pull_request', 'deny'],
    ['repo:acme/other:environment:prod', 'deny'],
    ['repo:acme@99/api@34:environment:prod', 'deny'],
    ['repo:acme-evil/api:environment:prod', 'deny'],
  ])('for %s: %s', (sub, decision) => {
    const context = { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: sub };
    expect(
      federated(trust, 'sts:AssumeRoleWithWebIdentity', { Federated }, context),
    ).toBe(decision);
  });
});

describe('a role for SAML sign-ins', () => {
  const audience = 'https://signin.aws.amazon.com/saml';
  const corp = providerArn('saml-provider', 'corp');
  const trust = renderSamlTrust({
    providerArns: [corp],
    audiences: [audience],
    guard: NO_GUARD,
  });

  it.each([
    [corp, audience, 'allow'],
    [corp, 'https://elsewhere.example/saml', 'deny'],
    [providerArn('saml-provider', 'other'), audience, 'deny'],
  ])('by %s for %s: %s', (Federated, aud, decision) => {
    expect(
      federated(trust, 'sts:AssumeRoleWithSAML', { Federated }, { 'saml:aud': aud }),
    ).toBe(decision);
  });
});

describe('a role for a service', () => {
  const source = (accountId: string, job: string) => ({
    'aws:SourceAccount': accountId,
    'aws:SourceArn': `arn:aws:glue:eu-west-1:${accountId}:job/${job}`,
  });
  const trust = renderServiceTrust({
    service: 'glue.amazonaws.com',
    sources: {
      accountIds: [TRUSTING],
      arns: [`arn:aws:glue:eu-west-1:${TRUSTING}:job/nightly-*`],
    },
    furtherActions: [],
    guard: NO_GUARD,
  });

  it.each<[string, string, Question['context'], string]>([
    ['its own source', 'glue.amazonaws.com', source(TRUSTING, 'nightly-1'), 'allow'],
    ['another source', 'glue.amazonaws.com', source(TRUSTING, 'hourly'), 'deny'],
    ['a stranger’s source', 'glue.amazonaws.com', source(STRANGER, 'nightly-1'), 'deny'],
    ['no source', 'glue.amazonaws.com', {}, 'deny'],
    ['another service', 'ec2.amazonaws.com', source(TRUSTING, 'nightly-1'), 'deny'],
  ])('with %s', (_what, Service, context, decision) => {
    expect(decide(assuming(trust), { principal: { Service }, context })).toBe(decision);
  });

  it('lets the account access manager set a context, for its own account alone', () => {
    const applicationArn = `arn:aws:account-access:eu-west-1:${TRUSTING}:application/app-1`;
    const world = assuming(
      renderAccountAccessTrust({
        accountId: TRUSTING,
        applicationArn,
        passesTags: false,
        guard: NO_GUARD,
      }),
    );
    const ask = (action: string, accountId: string) =>
      decide(world, {
        action,
        principal: { Service: 'account-access.amazonaws.com' },
        context: { 'aws:SourceAccount': accountId, 'aws:SourceArn': applicationArn },
      });
    expect(ask('sts:AssumeRole', TRUSTING)).toBe('allow');
    expect(ask('sts:SetContext', TRUSTING)).toBe('allow');
    expect(ask('sts:TagSession', TRUSTING)).toBe('deny');
    expect(ask('sts:AssumeRole', STRANGER)).toBe('deny');
  });
});
