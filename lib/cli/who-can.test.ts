import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeEstate } from '@/bench/estate/make-estate';
import { worldOfEstate } from '@/bench/estate/world-of-estate';
import { writeEstate } from '@/bench/estate/write-estate';
import { decideQuestion } from '@/lib/iam/evaluate/decide-question';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import { actionOf, type Principal } from '@/lib/iam/question';
import type { CollectedWorld } from '@/lib/iam/world';
import {
  account,
  arnOf,
  DATA,
  role,
  SMALL_ESTATE,
  TOOLING,
  trusts,
  VENDOR,
} from './estate/test-accounts';
import { folderOf, newFolder, run } from './estate/test-folder';
import { indexCommand } from './index-command';
import { whoCanCommand } from './who-can';

let folder = '';
beforeAll(() => {
  folder = folderOf(SMALL_ESTATE);
});

const ask = (role: string, from: string, ...flags: string[]) =>
  run(whoCanCommand, role, '--from', from, ...flags);
const roleOf = (name: string) => arnOf(DATA, `role/${name}`);
const [CI, ANA] = [arnOf(TOOLING, 'role/ci'), arnOf(TOOLING, 'user/ana')];
const GITHUB = 'token.actions.githubusercontent.com';

const sure = (reason: string, ...principals: string[]) =>
  principals.map((principal) => ({ principal, decision: 'allow', reason }));
const open = (conditionKeys: string[], ...principals: string[]) =>
  principals.map((principal) => ({
    principal,
    decision: 'conditional',
    conditionKeys,
    reason: 'conditional',
  }));

/** Everybody in the role's own account: a grant to everyone needs no policy of theirs. */
const ROLES_OF_DATA = [
  'by-account',
  'by-arn',
  'by-oidc',
  'by-organization',
  'by-saml',
  'by-service',
  'step-one',
  'step-three',
  'step-two',
  'with-external-id',
  'with-mfa',
].map(roleOf);

const ANSWERS: [role: string, answers: object[], notCollected?: string[]][] = [
  ['by-account', sure('allow-both', CI, ANA)],
  // The unit of Bo's account denies what his own policy allows.
  ['by-arn', sure('allow-both', CI)],
  ['by-service', sure('allow-resource', 'ec2.amazonaws.com')],
  [
    'by-oidc',
    open([`${GITHUB}:aud`, `${GITHUB}:sub`], arnOf(DATA, `oidc-provider/${GITHUB}`)),
  ],
  ['by-saml', open(['SAML:aud'], arnOf(DATA, 'saml-provider/people'))],
  [
    'by-organization',
    [...sure('allow-both', CI, ANA), ...sure('allow-resource', ...ROLES_OF_DATA)],
    ['*'],
  ],
  ['with-mfa', open(['aws:MultiFactorAuthPresent'], CI, ANA)],
  ['with-external-id', open(['sts:ExternalId'], CI), [VENDOR]],
  ['step-two', open(['aws:SourceIp'], roleOf('step-one'))],
  ['step-three', sure('allow-resource', roleOf('step-two'))],
];

const PAGES: [role: string, lines: string[]][] = [
  [
    'by-account',
    [
      `2 can take ${roleOf('by-account')}.`,
      '',
      'Yes, by the trust policy and their own policies:',
      `  ${CI}`,
      `  ${ANA}`,
    ],
  ],
  [
    'with-external-id',
    [
      `1 may take ${roleOf('with-external-id')}.`,
      '',
      'If the request names external ID 7F:',
      `  ${CI}`,
      '',
      'The trust policy also names, and nobody collected:',
      `  ${VENDOR}`,
    ],
  ],
  [
    'by-organization',
    [
      `13 can take ${roleOf('by-organization')}.`,
      '',
      'Yes, by the trust policy and their own policies:',
      `  ${CI}`,
      `  ${ANA}`,
      '',
      'Yes, by the trust policy alone:',
      ...ROLES_OF_DATA.map((arn) => `  ${arn}`),
      '',
      'The trust policy also names, and nobody collected:',
      '  everyone',
    ],
  ],
];

describe('drawbridge who-can', () => {
  it.each(ANSWERS)(
    'lists who can take %s, on one line of JSON',
    async (name, ...rest) => {
      const [answers, notCollected] = rest;
      const { code, out, errors } = await ask(roleOf(name), folder, '--json');
      expect({ code, errors, lines: out.length }).toEqual({
        code: 0,
        errors: [],
        lines: 1,
      });
      expect(JSON.parse(out[0] ?? '')).toEqual({
        role: roleOf(name),
        answers,
        ...(notCollected && { notCollected }),
      });
    },
  );

  it('says so where nobody can', async () => {
    const closed = role(DATA, 'closed', {
      trust: trusts({ AWS: arnOf(DATA, 'user/x') }),
    });
    const from = folderOf({ 'accounts/a.json': account({ RoleDetailList: [closed] }) });
    const { code, out } = await ask(closed.Arn, from);
    expect({ code, out }).toEqual({
      code: 0,
      out: [`Nobody who was collected can take ${closed.Arn}.`],
    });
    const { out: json } = await ask(closed.Arn, from, '--json');
    expect(json).toEqual([JSON.stringify({ role: closed.Arn, answers: [] })]);
  });

  it.each(PAGES)('groups the takers of %s by what lets them in', async (name, lines) => {
    const { code, out, errors } = await ask(roleOf(name), folder);
    expect({ code, errors, out }).toEqual({ code: 0, errors: [], out: lines });
  });

  it('breaks long conditions at 80 columns', async () => {
    const { out } = await ask(roleOf('by-oidc'), folder);
    expect(out).toEqual([
      `1 may take ${roleOf('by-oidc')}.`,
      '',
      'If the token was made for AWS STS and the token is for every workflow run (any',
      'branch, tag, environment and pull request) of acme/app:',
      `  ${arnOf(DATA, `oidc-provider/${GITHUB}`)}`,
    ]);
  });

  it('answers from a saved index what it answers from the folder', async () => {
    const out = path.join(newFolder(), 'index.json');
    await run(indexCommand, '--from', folder, '--out', out);
    for (const [name] of ANSWERS) {
      for (const flags of [['--json'], []]) {
        const saved = await ask(roleOf(name), out, ...flags);
        expect(saved).toEqual(await ask(roleOf(name), folder, ...flags));
      }
    }
  });
});

const ESTATE = { accounts: 4, rolesPerAccount: 8, usersPerAccount: 3, groups: 3 };
const named = ['Service', 'Federated'] as const;

/** Users and roles, and the services and providers that the role's trust policy names. */
function principalsOf({ accounts }: CollectedWorld, arn: string): Principal[] {
  const all = Object.values(accounts);
  const roles = all.flatMap(({ RoleDetailList }) => RoleDetailList);
  const users = all.flatMap(({ UserDetailList }) => UserDetailList);
  const people = [...users, ...roles].map(({ Arn }) => ({ AWS: Arn }));
  const trust = roles.find(({ Arn }) => Arn === arn)?.AssumeRolePolicyDocument;
  const decoded = decodeDocument(trust);
  const text = JSON.stringify(decoded.ok ? decoded.document : null);
  const outsiders = named.flatMap((kind) => {
    const lists = [
      ...text.matchAll(new RegExp(`"${kind}":(\\[[^\\]]*\\]|"[^"]*")`, 'g')),
    ];
    const names = lists.flatMap(([, list = '[]']): string[] => JSON.parse(list));
    return [...new Set(names)].map((name) => ({ [kind]: name }) as Principal);
  });
  return [...people, ...outsiders];
}

const nameOf = (principal: Principal): string =>
  principal === '*' ? '*' : (Object.values(principal)[0] ?? '');

function answersOf(world: CollectedWorld, resource: string): object[] {
  const facts = collectFacts(world);
  const rows = principalsOf(world, resource).map((principal) => ({
    principal: nameOf(principal),
    verdict: decideQuestion(facts, {
      action: actionOf(principal),
      principal,
      resource,
      ...OPEN,
    }),
  }));
  return rows
    .filter(({ verdict }) => verdict.decision !== 'deny')
    .map(({ principal, verdict: { decision, reason, conditionKeys } }) => ({
      principal,
      decision,
      ...(conditionKeys.length > 0 && { conditionKeys }),
      reason,
    }))
    .sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

describe('an answer from files', () => {
  it.each(
    [1, 2, 3].flatMap((seed) => [
      { seed, oddities: 0 },
      { seed, oddities: 1 },
    ]),
  )('is what the evaluator says of every principal in estate %o', async (some) => {
    const options = { ...ESTATE, ...some };
    const from = path.join(newFolder(), 'estate');
    writeEstate(from, options);
    const world = worldOfEstate(makeEstate(options));
    const roles = Object.values(world.accounts).flatMap(({ RoleDetailList }) =>
      RoleDetailList.map(({ Arn }) => Arn),
    );
    let found = 0;
    for (const arn of roles) {
      const { out } = await ask(arn, from, '--json');
      const { answers } = JSON.parse(out[0] ?? '');
      expect(answers).toEqual(answersOf(world, arn));
      found += answers.length;
    }
    expect(found).toBeGreaterThan(ESTATE.rolesPerAccount);
  });
});
