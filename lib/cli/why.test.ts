import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExplanationNode } from '@/lib/iam/explain/explanation-node';
import { arnOf, DATA, SANDBOX, SMALL_ESTATE, TOOLING } from './estate/test-accounts';
import { folderOf, newFolder, run } from './estate/test-folder';
import { indexCommand } from './index-command';
import { whyCommand } from './why';

let folder = '';
beforeAll(() => {
  folder = folderOf(SMALL_ESTATE);
});

const ask = (principal: string, role: string, ...flags: string[]) =>
  run(whyCommand, principal, arnOf(DATA, `role/${role}`), '--from', folder, ...flags);

const CI = arnOf(TOOLING, 'role/ci');
const [ANA, BEA] = [arnOf(TOOLING, 'user/ana'), arnOf(TOOLING, 'user/bea')];
const BO = arnOf(SANDBOX, 'user/bo');

/** The nodes that an answer rests on, from the answer down. */
const decidingIn = (node: ExplanationNode): ExplanationNode[] =>
  node.isDeciding ? [node, ...node.children.flatMap(decidingIn)] : [];

type Proof = { role: string; reason: string; statements: [string, string][] };

const PROOFS: [principal: string, proof: Proof][] = [
  [
    CI,
    {
      role: 'by-arn',
      reason: 'allow-both',
      statements: [
        ['trust policy', 'Trust'],
        ['own', 'Take'],
      ],
    },
  ],
  [
    ANA,
    {
      role: 'with-mfa',
      reason: 'conditional',
      statements: [['trust policy', 'Trust']],
    },
  ],
  [
    BO,
    { role: 'by-arn', reason: 'explicit-deny-scp', statements: [['NoRoles', 'Never']] },
  ],
  [BEA, { role: 'by-account', reason: 'implicit-deny-identity', statements: [] }],
];

describe('drawbridge why', () => {
  it.each(PROOFS)(
    'names the statements that decide about %s, on one line of JSON',
    async (principal, { role, reason, statements }) => {
      const { code, out, errors } = await ask(principal, role, '--json');
      expect({ code, errors, lines: out.length }).toEqual({
        code: 0,
        errors: [],
        lines: 1,
      });
      const answer: ExplanationNode = JSON.parse(out[0] ?? '');
      expect(answer.detail).toMatchObject({ principal: { AWS: principal }, reason });
      const deciding = decidingIn(answer).flatMap((node) =>
        node.kind === 'statement' ? [[node.detail.policy.name, node.detail.sid]] : [],
      );
      expect(deciding).toEqual(statements);
    },
  );

  it('marks the way to the deciding statement, within 80 columns', async () => {
    const { code, out } = await ask(BO, 'by-arn');
    expect(code).toBe(0);
    expect(out.filter((line) => line.startsWith('>'))).toEqual([
      '> no  User bo may not call sts:AssumeRole on',
      '>   no  The policies do not let user bo call sts:AssumeRole.',
      '>     no  Statement 1 of policy NoRoles denies sts:AssumeRole.',
      '>       no  Organizational unit ou-acme-sandbox denies sts:AssumeRole by',
      '>         no  Policy NoRoles denies it by statement 1.',
      '>           yes Statement 1 (Never) applies: it denies sts:AssumeRole on',
    ]);
    expect(out.slice(0, 2)).toEqual([
      '> no  User bo may not call sts:AssumeRole on',
      `      ${arnOf(DATA, 'role/by-arn')}. A service control policy denies it.`,
    ]);
    expect(Math.max(...out.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('explains the sign-in of a provider and the call of a service', async () => {
    const provider = await ask(arnOf(DATA, 'saml-provider/people'), 'by-saml', '--json');
    expect(JSON.parse(provider.out[0] ?? '').detail).toMatchObject({
      action: 'sts:AssumeRoleWithSAML',
      conditionKeys: ['SAML:aud'],
    });
    const service = await ask('ec2.amazonaws.com', 'by-service', '--json');
    expect(JSON.parse(service.out[0] ?? '').verdict).toBe('allow');
  });

  it('needs the documents, which an index does not hold', async () => {
    const saved = path.join(newFolder(), 'index.json');
    await run(indexCommand, '--from', folder, '--out', saved);
    const role = arnOf(DATA, 'role/by-arn');
    expect(await run(whyCommand, CI, role, '--from', saved)).toEqual({
      code: 2,
      out: [],
      errors: [
        `${saved}: is an index, which holds no statements: give what it was made from`,
      ],
    });
  });
});
