import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import {
  checkIdentityPolicy,
  isObject,
  listOf,
  parseStatements,
} from '../iam/policy-document';
import { policyUses } from '../iam/policy-uses';
import { isKnownPrincipal } from '../iam/principals';
import { INLINE_SIZE_QUOTA } from '../iam/quotas';
import { checkTrust, unknownPrincipal } from '../iam/trust-document';
import { collectedAccount, collectedOrg } from '../world/collected';
import type { World } from '../world/types';
import { ACME, HUB_BROKER, LUMEN_AUDIT } from './accounts';
import { buildSeed } from './build-seed';
import { roleArn, userArn } from './document';
import { keyArn } from './keys';
import { MANAGED_POLICIES } from './managed-policies';
import { DELETED_ROLE_ID } from './production';

const world = buildSeed('org', { id: 'w', tag: 'AAAA', nowMs: Date.UTC(2026, 10, 24) });
const accounts = [...world.accounts.values()];
const roles = accounts.flatMap((account) => [...account.roles.values()]);
const users = accounts.flatMap((account) => [...account.users.values()]);
const groups = accounts.flatMap((account) => [...account.groups.values()]);

const factsOf = ({ org }: World) =>
  worldFacts(
    org ? collectedOrg(org) : undefined,
    accounts.map((account) => accountFacts(account.id, collectedAccount(account))),
  );
const facts = factsOf(world);

const verdict = (caller: string, role: string, context: Record<string, string> = {}) =>
  evaluate(facts, {
    action: 'sts:AssumeRole',
    principal: { AWS: caller },
    resource: role,
    context,
    unknownKeys: 'assume-absent',
  });

describe('Acme', () => {
  it('is large enough for a table and small enough to read', () => {
    expect(world.org?.targets.size).toBe(1 + 8 + 14);
    expect(roles.length).toBeGreaterThanOrEqual(60);
    expect(roles.length).toBeLessThanOrEqual(100);
    expect(users.length).toBeGreaterThanOrEqual(38);
    expect(users.length).toBeLessThanOrEqual(50);
  });

  it('has no trust policy that AWS would refuse, but for the deliberate dangling one', () => {
    for (const { trust } of roles.filter((role) => !role.trust.includes(DELETED_ROLE_ID)))
      expect(checkTrust(world, trust)).toBe(trust);
  });

  it.each([...roles, ...users, ...groups])(
    'gives $arn policies that fit',
    ({ kind, inline }) => {
      for (const { document } of inline) checkIdentityPolicy(document);
      const sizes = inline.map(({ document }) => policyCharacters(document));
      const total = sizes.reduce((sum, one) => sum + one, 0);
      expect(total).toBeLessThanOrEqual(INLINE_SIZE_QUOTA[kind]);
    },
  );

  it.each([...MANAGED_POLICIES.values()])("knows AWS's $name", ({ versions }) => {
    for (const { document } of versions)
      expect(checkIdentityPolicy(document)).toBe(document);
  });

  it.each(accounts)('attaches in $name only what exists', (account) => {
    const policies = new Set([...account.policies.keys(), ...MANAGED_POLICIES.keys()]);
    const isMissing = (arn: string) => !policies.has(arn);
    expect([...policyUses(account).keys()].filter(isMissing)).toEqual([]);
    const names = [...account.users.values()].flatMap((user) => user.groups);
    expect(names.filter((name) => !account.groups.has(name))).toEqual([]);
  });

  it('gives every unique id once', () => {
    const ids = [...roles, ...users, ...groups].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^A(IDA|GPA|ROA)[A-Z2-7]{17}$/);
  });

  it('lets the broker hand out every vendable role, with a description for each', () => {
    const vendable = roles.filter(({ trust }) => trust.includes(HUB_BROKER));
    expect(vendable.length).toBeGreaterThanOrEqual(20);
    for (const role of vendable) {
      expect(role.description).toMatch(/\w+/);
      expect(role.maxSessionSeconds).toBeGreaterThanOrEqual(3600);
      const answer = evaluate(facts, {
        action: 'sts:AssumeRole',
        principal: { AWS: HUB_BROKER },
        resource: role.arn,
        params: { RoleSessionName: 'db-mei-1', SourceIdentity: 'db-mei' },
        context: {},
        unknownKeys: 'assume-absent',
      });
      expect([role.arn, answer.decision]).toEqual([role.arn, 'allow']);
    }
  });
});

describe('the keys', () => {
  const lake = keyArn(ACME.data, 'alias/data-lake');
  const evidence = keyArn(ACME.data, 'alias/audit-evidence');
  const orders = keyArn(ACME.prod, 'alias/shop-orders');

  it('have policies that AWS would save, and administrators', () => {
    const keys = accounts.flatMap(({ kmsKeys }) => [...kmsKeys.values()]);
    expect(keys.map(({ arn }) => arn).sort()).toEqual([lake, evidence, orders].sort());
    for (const { arn, policy } of keys) {
      expect(validatePolicyDocument(policy, 'key')).toEqual([]);
      for (const statement of parseStatements(policy))
        expect(unknownPrincipal(world, statement)).toBeNull();
      const [, , , , accountId = ''] = arn.split(':');
      expect(use(userArn(accountId, 'break-glass'), 'kms:PutKeyPolicy', arn)).toBe(
        'allow-both',
      );
    }
  });

  const use = (caller: string, action: string, resource: string, viaService = '') =>
    evaluate(facts, {
      action,
      principal: { AWS: caller },
      resource,
      context: viaService ? { 'kms:ViaService': viaService } : {},
      unknownKeys: 'assume-absent',
    }).reason;

  it.each([
    [
      'data-writer',
      roleArn(ACME.data, 'data-writer'),
      'kms:Encrypt',
      lake,
      'allow-resource',
    ],
    [
      'data-read, which the key forgot',
      roleArn(ACME.data, 'data-read'),
      'kms:Decrypt',
      lake,
      'implicit-deny-resource',
    ],
    [
      'an administrator, who uses no key',
      userArn(ACME.data, 'break-glass'),
      'kms:Decrypt',
      lake,
      'implicit-deny-resource',
    ],
    [
      'the vendor',
      roleArn(LUMEN_AUDIT, 'collector'),
      'kms:Decrypt',
      evidence,
      'allow-both',
    ],
    [
      'the vendor',
      roleArn(LUMEN_AUDIT, 'collector'),
      'kms:Encrypt',
      evidence,
      'implicit-deny-resource',
    ],
    ['the shop', roleArn(ACME.prod, 'shop-api'), 'kms:Encrypt', orders, 'allow-both'],
    [
      'support',
      roleArn(ACME.prod, 'support'),
      'kms:Decrypt',
      orders,
      'implicit-deny-identity',
    ],
  ])('answer %s as they should', (_, caller, action, key, reason) => {
    expect(use(caller, action, key)).toBe(reason);
  });

  it('take in what Prod ships through S3 only', () => {
    const shipper = roleArn(ACME.prod, 'metrics-shipper');
    const ship = (via?: string) => use(shipper, 'kms:GenerateDataKey', lake, via);
    expect(ship('s3.eu-west-1.amazonaws.com')).toBe('allow-both');
    expect(ship()).toBe('implicit-deny-resource');
  });
});

describe('the deliberate mistakes', () => {
  const deploy = roleArn(ACME.prod, 'deploy');
  it.each([
    [
      'a trust whose caller has no half',
      roleArn(ACME.tooling, 'ci-build'),
      roleArn(ACME.data, 'metrics-reader'),
      'implicit-deny-identity',
    ],
    [
      'an identity whose role does not name it',
      roleArn(ACME.data, 'etl-runner'),
      roleArn(ACME.archive, 'archive-restore'),
      'implicit-deny-trust',
    ],
    [
      'a crossing that a service control policy stops',
      roleArn(ACME.tooling, 'old-jenkins'),
      deploy,
      'explicit-deny-scp',
    ],
    [
      'a role that is gone from under a policy',
      roleArn(ACME.research, 'trainer'),
      roleArn(ACME.data, 'training-data'),
      'no-such-resource',
    ],
  ])('hold %s', (_, caller, role, reason) => {
    expect(verdict(caller, role)).toMatchObject({ decision: 'deny', reason });
  });

  it.each([
    [
      'an auditor let in without an external ID',
      roleArn(LUMEN_AUDIT, 'collector'),
      roleArn(ACME.archive, 'lumen-export'),
    ],
    [
      'an administrator role open to a whole account',
      userArn(ACME.security, 'break-glass'),
      roleArn(ACME.prod, 'ops-admin'),
    ],
    [
      'a role open to everyone',
      userArn(LUMEN_AUDIT, 'break-glass'),
      roleArn(ACME.sandbox, 'demo-share'),
    ],
    [
      'an administrator role nobody used',
      userArn(ACME.management, 'break-glass'),
      roleArn(ACME.legacy, 'migration-admin'),
    ],
  ])('hold %s', (_, caller, role) => {
    expect(verdict(caller, role).decision).toBe('allow');
  });

  it('hold a dangling principal and a GitHub trust without subject', () => {
    const trustOf = (arn: string) => roles.find((role) => role.arn === arn)?.trust ?? '';
    expect(trustOf(roleArn(ACME.prod, 'release-approve'))).toContain(DELETED_ROLE_ID);
    expect(isKnownPrincipal(world, 'AWS', DELETED_ROLE_ID)).toBe(false);
    const publish = trustOf(roleArn(ACME.shared, 'gha-publish'));
    expect(publish).toContain('githubusercontent.com:aud');
    expect(publish).not.toContain(':sub');
    expect(roles.find(({ name }) => name === 'migration-admin')?.lastUsed).toBeNull();
  });

  it('leave people in with MFA only, and the wizard something to do', () => {
    const lee = userArn(ACME.people, 'lee');
    expect(verdict(lee, deploy).decision).toBe('deny');
    expect(verdict(lee, deploy, { 'aws:MultiFactorAuthPresent': 'true' }).decision).toBe(
      'allow',
    );
    const put = evaluate(facts, {
      action: 's3:PutObject',
      principal: { AWS: roleArn(ACME.tooling, 'ci-deploy') },
      resource: 'arn:aws:s3:::app-logs/logs/x',
      context: {},
      unknownKeys: 'assume-absent',
    });
    expect(put.decision).toBe('deny');
  });
});

it('names only accounts of its world in trust policies', () => {
  for (const role of roles) {
    const values = parseStatements(role.trust)
      .map(({ Principal }) => Principal)
      .filter(isObject)
      .flatMap((principal) => listOf(principal['AWS']));
    for (const value of values.filter((one) => one !== DELETED_ROLE_ID))
      expect([role.arn, value, isKnownPrincipal(world, 'AWS', value)]).toEqual([
        role.arn,
        value,
        true,
      ]);
  }
});

it('has a small sister with two accounts that work', () => {
  const small = buildSeed('small', {
    id: 's',
    tag: 'BBBB',
    nowMs: Date.UTC(2026, 10, 24),
  });
  expect([...small.accounts.keys()]).toEqual([ACME.tooling, ACME.data]);
});
