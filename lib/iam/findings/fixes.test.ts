import { describe, expect, it } from 'vitest';
import { decideQuestion } from '../evaluate/decide-question';
import { collectFacts } from '../facts/world-facts';
import type { Principal, Question } from '../question';
import type { DocumentKind } from '../validate/document-kind';
import { validatePolicyDocument } from '../validate/validate-policy-document';
import type { CollectedWorld } from '../world';
import { applyFix } from './apply-fix';
import { CATALOGUE, type FindingCode } from './catalogue';
import { BUCKET, HOME, KEY, OTHER_VENDOR, SISTER, VENDOR } from './example-world';
import { HARMLESS, MENDABLE, UNMENDABLE } from './examples';
import type { Finding } from './finding';
import { lint } from './lint';

const WEIGHT = { low: 0, medium: 1, high: 2, critical: 3 };
const lintWorld = (world: CollectedWorld) => lint(collectFacts(world));
const nameOf = ({ code, subject, policy, statement }: Finding) =>
  [code, subject, policy.kind, policy.name, statement?.sid].join(' ');

function find(world: CollectedWorld, code: FindingCode): Finding {
  const found = lintWorld(world).find((one) => one.code === code);
  if (!found) throw new Error(`no ${code}`);
  return found;
}

const kindOf = ({ policy: { kind } }: Finding): DocumentKind =>
  kind === 'trust' || kind === 'bucket' || kind === 'key' ? kind : 'identity';

describe('a finding', () => {
  it.each(MENDABLE)('%s (%s) is gone once its fix is in place', (code, _case, world) => {
    const before = lintWorld(world);
    const finding = find(world, code);
    expect(finding.fix).not.toBeNull();
    const after = lintWorld(applyFix(world, finding));
    const count = (list: Finding[]) =>
      list.filter((one) => one.code === code && one.subject === finding.subject).length;
    expect(count(after)).toBeLessThan(count(before));
    const known = new Set(before.map(nameOf));
    const graver = after.filter(
      (one) =>
        !known.has(nameOf(one)) && WEIGHT[one.severity] >= WEIGHT[finding.severity],
    );
    expect(graver).toEqual([]);
  });

  it.each(MENDABLE)('%s (%s) is mended by a document AWS takes', (code, _case, world) => {
    const finding = find(world, code);
    const text = JSON.stringify(finding.fix?.document);
    expect(validatePolicyDocument(text, kindOf(finding))).toEqual([]);
    expect(finding.fix?.note).toMatch(/^[^\n]{20,}\.$/);
  });

  it.each(UNMENDABLE)('%s says why no document mends it: %s', (code, words, world) => {
    const finding = find(world, code);
    expect(finding.fix).toBeNull();
    expect(finding.message).toContain(words);
  });

  it.each(HARMLESS)('%s is not made of what is harmless: %s', (code, _case, world) => {
    expect(lintWorld(world).map((one) => one.code)).not.toContain(code);
  });

  it('of every code has an example', () => {
    const shown = new Set([...MENDABLE, ...UNMENDABLE].map(([code]) => code));
    expect([...shown].sort()).toEqual(Object.keys(CATALOGUE).sort());
  });

  it.each([...MENDABLE, ...UNMENDABLE])(
    '%s (%s) is told in whole sentences',
    (code, _case, world) => {
      const { message, why } = find(world, code);
      for (const sentence of [message, why]) {
        expect(sentence).toMatch(/^[A-Z].*[A-Za-z0-9"’]\.$/);
        expect(sentence).not.toMatch(/undefined|null|\.\.| {2}/);
      }
    },
  );
});

const ROLES = ['Target', 'Other'].map((name) => `arn:aws:iam::${HOME}:role/${name}`);
const CALLERS: Principal[] = [
  '*',
  { Service: 'cloudtrail.amazonaws.com' },
  { Service: 'ec2.amazonaws.com' },
  { Service: 'logs.eu-west-1.amazonaws.com' },
  { Federated: `arn:aws:iam::${HOME}:saml-provider/Corp` },
  { Federated: `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com` },
  {
    Federated: `arn:aws:iam::${HOME}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`,
  },
  { Federated: 'accounts.google.com' },
  ...[
    `arn:aws:iam::${HOME}:user/alice`,
    `arn:aws:iam::${HOME}:user/root-like`,
    `arn:aws:iam::${HOME}:role/Worker`,
    `arn:aws:iam::${HOME}:role/Target`,
    `arn:aws:iam::${SISTER}:user/carol`,
    `arn:aws:iam::${SISTER}:role/Ci`,
    `arn:aws:iam::${VENDOR}:role/agent`,
    `arn:aws:iam::${OTHER_VENDOR}:user/bob`,
    'arn:aws:iam::870000000001:user/stranger',
  ].map((AWS) => ({ AWS })),
];
const DEEDS: [string, string][] = [
  ...ROLES.flatMap((role): [string, string][] => [
    ['sts:AssumeRole', role],
    ['sts:AssumeRoleWithSAML', role],
    ['sts:AssumeRoleWithWebIdentity', role],
  ]),
  ['s3:GetObject', `${BUCKET}/alice/x`],
  ['s3:ListBucket', BUCKET],
  ['kms:Decrypt', KEY],
  ['kms:CreateGrant', KEY],
  ['sts:AssumeRole', `arn:aws:iam::${SISTER}:role/Ci`],
  ['dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${HOME}:table/t`],
];
const GITHUB = 'token.actions.githubusercontent.com';
/** The first is asked with all else open, the others with all else absent. */
const CONTEXTS: Question['context'][] = [
  {},
  {},
  {
    'aws:MultiFactorAuthPresent': 'true',
    'sts:ExternalId': 'x1',
    's3:prefix': 'secret/',
  },
  { 'aws:MultiFactorAuthPresent': 'false', 'sts:ExternalId': 'same' },
  {
    [`${GITHUB}:sub`]: 'repo:acme/api:ref:refs/heads/main',
    [`${GITHUB}:aud`]: 'sts.amazonaws.com',
    'aws:SourceAccount': HOME,
    'kms:ViaService': 's3.eu-west-1.amazonaws.com',
    'dynamodb:LeadingKeys': ['a'],
  },
  { 'aws:SourceAccount': '870000000001', 'aws:SecureTransport': 'true' },
];
const RANK = { deny: 0, conditional: 1, allow: 2 };

/** What everybody may do where a document decides: that of a resource, on the resource. */
function accessIn(
  world: CollectedWorld,
  { policy, subject }: Finding,
): Map<string, number> {
  const facts = collectFacts(world);
  const access = new Map<string, number>();
  const isHeld = policy.kind === 'inline';
  const deeds = DEEDS.filter(([, to]) => isHeld || to.startsWith(subject));
  for (const principal of CALLERS) {
    for (const [action, resource] of deeds) {
      for (const [at, context] of CONTEXTS.entries()) {
        const unknownKeys = at === 0 ? 'assume-unknown' : 'assume-absent';
        const question = { principal, action, resource, context, unknownKeys } as const;
        const { decision } = decideQuestion(facts, question);
        access.set(
          [JSON.stringify(principal), action, resource, at].join(' '),
          RANK[decision],
        );
      }
    }
  }
  return access;
}

describe('a fix', () => {
  it.each(MENDABLE)(
    'of %s (%s) lets nobody in who was kept out',
    (code, _case, world) => {
      const finding = find(world, code);
      const before = accessIn(world, finding);
      const after = accessIn(applyFix(world, finding), finding);
      const gained = [...after].filter(([name, rank]) => rank > (before.get(name) ?? 0));
      expect(gained).toEqual([]);
    },
  );

  it.each(MENDABLE)('of %s (%s) leaves other statements alone', (code, _case, world) => {
    const { fix, policy, statement, subject } = find(world, code);
    const account = world.accounts[HOME];
    const document = [
      ...(account?.RoleDetailList ?? []).flatMap((role) => [
        { kind: 'trust', arn: role.Arn, is: role.AssumeRolePolicyDocument },
        ...(role.RolePolicyList ?? []).map(({ PolicyDocument: is }) => {
          return { kind: 'inline', arn: role.Arn, is };
        }),
      ]),
    ].find(({ kind, arn }) => kind === policy.kind && arn === subject)?.is;
    const listOf = (given: unknown) => [Object(given).Statement].flat();
    const kept = listOf(document).filter((_, at) => at !== statement?.statementIndex);
    expect(listOf(fix?.document)).toEqual(expect.arrayContaining(kept.filter(Boolean)));
  });
});
