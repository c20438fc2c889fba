import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import { explainAnswer } from './explain-answer';
import type { ExplanationNode } from './explanation-node';
import { renderExplanation } from './render-explanation';
import {
  ALICE,
  AWAY,
  BOB,
  DEPLOY,
  grants,
  HOME,
  HOPPER,
  ISSUER,
  PROVIDER,
  smallWorld,
  trusts,
} from './small-world';

const ask = (over: Partial<Question> = {}): Question => ({
  action: 'sts:AssumeRole',
  principal: { AWS: ALICE },
  resource: DEPLOY,
  context: {},
  unknownKeys: 'assume-absent',
  ...over,
});
const read = (over: Partial<Question> = {}): Question =>
  ask({ action: 's3:GetObject', resource: 'arn:aws:s3:::logs/a', ...over });
const byToken = (over: Partial<Question> = {}): Question =>
  ask({
    action: 'sts:AssumeRoleWithWebIdentity',
    principal: { Federated: PROVIDER },
    context: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' },
    ...over,
  });

const nodesOf = (node: ExplanationNode): ExplanationNode[] => [
  node,
  ...node.children.flatMap(nodesOf),
];
/** The deepest node on which the answer rests, conditions apart. */
const decidingOf = (tree: ExplanationNode) =>
  nodesOf(tree).findLast(({ isDeciding, kind }) => isDeciding && kind !== 'condition');

const open = smallWorld({ trust: [trusts(ALICE)] });
const NO = { Effect: 'Deny' };
const KEY = 'sts:ExternalId';
const demands = (value: string) => ({ Condition: { StringEquals: { [KEY]: value } } });
const tags = { params: { Tags: { team: 'red' } } };

type Row = [
  reason: string,
  world: WorldFacts,
  question: Question,
  id: string,
  detail: object,
];

const REQUEST: Row[] = [
  [
    'no-such-principal',
    open,
    ask({ principal: { AWS: `${ALICE}x` } }),
    'request/principal',
    { asked: [`${ALICE}x`] },
  ],
  [
    'no-such-resource',
    open,
    ask({ resource: `arn:aws:iam::${HOME}:role/ops/deploy` }),
    'request/resource',
    { against: [DEPLOY] },
  ],
  [
    'root-user-cannot-assume-role',
    open,
    ask({ principal: { AWS: `arn:aws:iam::${HOME}:root` } }),
    'request/credentials',
    { asked: ['root'] },
  ],
  [
    'credentials-cannot-assume-role',
    open,
    ask({ credentials: 'federation-token' }),
    'request/credentials',
    { asked: ['user', 'federation-token'] },
  ],
  [
    'oidc-provider-missing',
    open,
    byToken({ principal: { Federated: `${PROVIDER}/other` } }),
    'request/provider',
    { asked: [`${PROVIDER}/other`], against: [PROVIDER] },
  ],
  [
    'oidc-audience-not-registered',
    open,
    byToken({ context: { [`${ISSUER}:aud`]: 'elsewhere' } }),
    'request/audience',
    { asked: ['elsewhere'], against: ['sts.amazonaws.com'] },
  ],
  [
    'saml-provider-missing',
    open,
    ask({
      action: 'sts:AssumeRoleWithSAML',
      principal: { Federated: `arn:aws:iam::${HOME}:saml-provider/okta` },
    }),
    'request/provider',
    { against: [] },
  ],
  [
    'duration-out-of-range',
    open,
    ask({ params: { DurationSeconds: 60 } }),
    'request/duration',
    { asked: ['60'], against: ['900', '43200', '7200'] },
  ],
  [
    'duration-exceeds-chaining',
    open,
    ask({ principal: { AWS: HOPPER }, params: { DurationSeconds: 3601 } }),
    'request/duration',
    { asked: ['3601'] },
  ],
  [
    'duration-exceeds-max',
    open,
    ask({ params: { DurationSeconds: 9000 } }),
    'request/duration',
    { asked: ['9000'], against: ['900', '43200', '7200'] },
  ],
  [
    'source-identity-denied-identity',
    open,
    ask({
      principal: { AWS: HOPPER },
      session: { sourceIdentity: 'alice' },
      params: { SourceIdentity: 'carol' },
    }),
    'request/source-identity',
    { asked: ['carol'], against: ['alice'] },
  ],
];

const sure = { statementIndex: 1, sid: 'Never', effect: 'Deny', missing: null };
const never = { ...NO, Sid: 'Never' };
const DENIES: Row[] = [
  [
    'explicit-deny-scp',
    smallWorld({ trust: [trusts(ALICE)], scp: [grants('*'), grants('sts:*', never)] }),
    ask(),
    'permission-1/scp/level-2/policy-1/statement-2',
    { ...sure, policy: { name: 'Work', owner: 'ou-acme-work' } },
  ],
  [
    'explicit-deny-rcp',
    smallWorld({
      trust: [trusts(ALICE)],
      rcp: [{ ...never, Principal: '*', Action: 'sts:*', Resource: '*' }],
    }),
    ask(),
    'permission-1/rcp/level-3/policy-1/statement-1',
    { ...sure, statementIndex: 0, policy: { name: 'Fence', owner: HOME } },
  ],
  [
    'explicit-deny-trust',
    smallWorld({ trust: [trusts(ALICE), trusts(HOME, never)] }),
    ask(),
    'permission-1/trust/policy-1/statement-2',
    { ...sure, policy: { kind: 'trust', owner: DEPLOY } },
  ],
  [
    'explicit-deny-resource',
    smallWorld({
      bucket: [
        { ...never, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*' },
      ],
    }),
    read(),
    'permission-1/resource/policy-1/statement-1',
    { ...sure, statementIndex: 0, policy: { kind: 'bucket' } },
  ],
  [
    'explicit-deny-identity',
    smallWorld({ identity: [grants('s3:*'), grants('s3:*', never)] }),
    read(),
    'permission-1/identity/policy-1/statement-2',
    { ...sure, policy: { name: 'own', owner: ALICE } },
  ],
  [
    'explicit-deny-boundary',
    smallWorld({
      identity: [grants('s3:*')],
      boundary: [grants('*'), grants('s3:*', never)],
    }),
    read(),
    'permission-1/boundary/policy-1/statement-2',
    { ...sure, policy: { name: 'edge', kind: 'boundary' } },
  ],
  [
    'explicit-deny-session',
    smallWorld({ identity: [grants('s3:*')] }),
    read({
      principal: { AWS: HOPPER },
      session: {
        policies: [
          { Version: '2012-10-17', Statement: [grants('*'), grants('*', never)] },
        ],
      },
    }),
    'permission-1/session/policy-1/statement-2',
    { ...sure, policy: { name: 'session policy 1', owner: HOPPER } },
  ],
];

const SILENCES: Row[] = [
  [
    'implicit-deny-scp',
    smallWorld({ trust: [trusts(ALICE)], scp: [grants('s3:*')] }),
    ask(),
    'permission-1/scp/level-2',
    { targetId: 'ou-acme-work', type: 'ORGANIZATIONAL_UNIT' },
  ],
  [
    'implicit-deny-trust',
    smallWorld({ trust: [trusts(BOB)] }),
    ask(),
    'permission-1/trust',
    { layer: 'trust' },
  ],
  [
    'implicit-deny-resource',
    smallWorld({ identity: [grants('s3:*')] }),
    read({ principal: { AWS: BOB } }),
    'permission-1/resource',
    { layer: 'resource' },
  ],
  [
    'implicit-deny-identity',
    smallWorld({ trust: [trusts(HOME)] }),
    ask(),
    'permission-1/identity',
    { layer: 'identity' },
  ],
  [
    'implicit-deny-boundary',
    smallWorld({ identity: [grants('s3:*')], boundary: [grants('ec2:*')] }),
    read(),
    'permission-1/boundary',
    { layer: 'boundary' },
  ],
  [
    'implicit-deny-session',
    smallWorld({ identity: [grants('s3:*')] }),
    read({
      principal: { AWS: HOPPER },
      session: { policies: [{ Version: '2012-10-17', Statement: [grants('ec2:*')] }] },
    }),
    'permission-1/session',
    { layer: 'session' },
  ],
  [
    'malformed-policy',
    smallWorld({ trust: [trusts(ALICE, { Effect: 'allow' })] }),
    ask(),
    'permission-1/trust/policy-1',
    {
      policy: { kind: 'trust', owner: DEPLOY },
      problems: [{ code: 'invalid-effect', statementIndex: 0 }],
    },
  ],
];

const EXTRAS: Row[] = [
  [
    'tag-session-denied-trust',
    smallWorld({ trust: [trusts(ALICE)] }),
    ask(tags),
    'permission-2/trust',
    { layer: 'trust' },
  ],
  [
    'tag-session-denied-identity',
    smallWorld({
      trust: [trusts(ALICE), trusts(HOME, { Action: 'sts:TagSession' })],
    }),
    ask(tags),
    'permission-2/identity',
    { layer: 'identity' },
  ],
  [
    'source-identity-denied-trust',
    smallWorld({ trust: [trusts(ALICE)], identity: [grants('sts:*')] }),
    ask({ params: { SourceIdentity: 'alice' } }),
    'permission-2/trust',
    { layer: 'trust' },
  ],
  [
    'source-identity-denied-identity',
    smallWorld({ trust: [trusts(ALICE, { Action: 'sts:*' })] }),
    ask({ params: { SourceIdentity: 'alice' } }),
    'permission-2/identity',
    { layer: 'identity' },
  ],
];

const OPEN: Row[] = [
  [
    'conditional',
    smallWorld({ trust: [trusts(ALICE, { Sid: 'Vendor', ...demands('7F') })] }),
    ask({ unknownKeys: 'assume-unknown' }),
    'permission-1/trust/policy-1/statement-1',
    { sid: 'Vendor', statementIndex: 0, missing: null },
  ],
  [
    'external-identity-unknown',
    smallWorld({ trust: [trusts('777788889999')] }),
    ask({ principal: { AWS: 'arn:aws:iam::777788889999:user/eve' } }),
    'permission-1/identity/policy-1',
    { requirement: { kind: 'external-identity-allow', account: '777788889999' } },
  ],
  [
    'unresolved-policy-document',
    smallWorld({ attached: [`arn:aws:iam::${HOME}:policy/gone`] }),
    read(),
    'permission-1/identity/policy-2',
    { requirement: { kind: 'policy-document', arn: `arn:aws:iam::${HOME}:policy/gone` } },
  ],
  [
    'unsatisfiable',
    smallWorld({
      trust: [
        trusts(ALICE, demands('aa')),
        trusts(HOME, { ...NO, Condition: { StringNotEquals: { [KEY]: 'bb' } } }),
      ],
    }),
    ask({ unknownKeys: 'assume-unknown' }),
    'permission-1/trust/policy-1/statement-2',
    { effect: 'Deny', statementIndex: 1 },
  ],
];

const ALLOWS: Row[] = [
  [
    'allow-root',
    smallWorld({}),
    read({ principal: { AWS: `arn:aws:iam::${HOME}:root` } }),
    'permission-1/identity',
    { layer: 'identity' },
  ],
  [
    'allow-resource',
    smallWorld({ trust: [trusts(HOME), trusts(ALICE, { Sid: 'Alice' })] }),
    ask(),
    'permission-1/trust/policy-1/statement-2',
    { statementIndex: 1, sid: 'Alice', match: 'user' },
  ],
  [
    'allow-both',
    smallWorld({ trust: [trusts(AWAY)], identity: [grants('sts:*', { Sid: 'Take' })] }),
    ask({ principal: { AWS: BOB } }),
    'permission-1/identity/policy-1/statement-1',
    { sid: 'Take', policy: { name: 'own', owner: BOB } },
  ],
  [
    'allow-identity',
    smallWorld({ identity: [grants('s3:*')] }),
    read(),
    'permission-1/identity/policy-1/statement-1',
    { statementIndex: 0, policy: { owner: ALICE } },
  ],
];

const ROWS = [...REQUEST, ...DENIES, ...SILENCES, ...EXTRAS, ...OPEN, ...ALLOWS];

describe('an explanation names what the answer rests on', () => {
  it.each(ROWS)('%s', (reason, world, question, id, detail) => {
    const tree = explainAnswer(world, question);
    const { decision } = evaluate(world, question);
    expect(tree).toMatchObject({ kind: 'answer', verdict: decision, detail: { reason } });
    const deciding = decidingOf(tree);
    expect(deciding?.id).toBe(`answer/${id}`);
    expect(deciding?.detail).toMatchObject(detail);
  });

  it('of both sides that have to allow', () => {
    const world = smallWorld({ trust: [trusts(AWAY)], identity: [grants('sts:*')] });
    const tree = explainAnswer(world, ask({ principal: { AWS: BOB } }));
    const layers = nodesOf(tree).filter(
      ({ kind, isDeciding }) => kind === 'layer' && isDeciding,
    );
    expect(layers.map(({ detail }) => detail)).toEqual([
      { layer: 'trust' },
      { layer: 'identity' },
    ]);
  });
});

describe('a condition shows the values compared', () => {
  const sentencesOf = (Condition: object, over: Partial<Question>) =>
    nodesOf(
      explainAnswer(smallWorld({ trust: [trusts(ALICE, { Condition })] }), ask(over)),
    )
      .filter(({ kind }) => kind === 'condition')
      .map(({ sentence }) => sentence);

  it.each<[string, object, Partial<Question>, string]>([
    [
      'that differ',
      { StringEquals: { [KEY]: '7F' } },
      { params: { ExternalId: '7f' } },
      'StringEquals on sts:ExternalId wants 7F; the request has 7f, so it fails.',
    ],
    [
      'and which of several fits',
      { StringLike: { [KEY]: ['a*', 'b*'] } },
      { params: { ExternalId: 'bcd' } },
      'StringLike on sts:ExternalId wants a* or b*; the request has bcd; bcd fits b*, so it holds.',
    ],
    [
      'after variables',
      { StringEquals: { 'sts:RoleSessionName': `\${aws:username}` } },
      { params: { RoleSessionName: 'alice' } },
      `StringEquals on sts:RoleSessionName wants \${aws:username} (here alice); the request has alice, so it holds.`,
    ],
    [
      'where a variable has no value',
      { StringEquals: { 'sts:RoleSessionName': `\${aws:PrincipalTag/team}` } },
      { params: { RoleSessionName: 'alice' } },
      `StringEquals on sts:RoleSessionName wants \${aws:PrincipalTag/team} (a variable has no value); the request has alice, so it fails.`,
    ],
    [
      'when the key is missing',
      { StringEquals: { [KEY]: '7F' } },
      {},
      'StringEquals on sts:ExternalId wants 7F; the request has no such key, so it fails.',
    ],
    [
      'when IfExists lets a missing key pass',
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
      {},
      'BoolIfExists on aws:MultiFactorAuthPresent wants true; the request has no such key, so it holds: IfExists lets a missing key pass.',
    ],
    [
      'when a negated test meets a missing key',
      { StringNotEquals: { [KEY]: ['x', 'y'] } },
      {},
      'StringNotEquals on sts:ExternalId wants anything but x or y; the request has no such key, so it holds: a negated test holds for a missing key.',
    ],
    [
      'when presence is asked for',
      { Null: { [KEY]: 'false' } },
      {},
      'Null on sts:ExternalId wants the key to be there; the request has no such key, so it fails.',
    ],
    [
      'that nobody knows',
      { StringEquals: { [KEY]: '7F' } },
      { unknownKeys: 'assume-unknown' },
      'StringEquals on sts:ExternalId wants 7F; what the request has is not known.',
    ],
  ])('%s', (_name, condition, over, sentence) => {
    expect(sentencesOf(condition, over)).toEqual([sentence]);
  });
});

describe('silence shows what came near', () => {
  const sentencesOf = (parts: Parameters<typeof smallWorld>[0], question: Question) =>
    nodesOf(explainAnswer(smallWorld(parts), question))
      .filter(({ kind }) => kind === 'statement' || kind === 'policy')
      .map(({ sentence }) => sentence);

  it('a grant to another principal', () => {
    expect(sentencesOf({ trust: [trusts(BOB)] }, ask())).toContain(
      `Statement 1 does not name user alice; it names user bob of ${AWAY}.`,
    );
  });

  it('a grant on another resource', () => {
    const own = grants('s3:*', { Resource: 'arn:aws:s3:::other/*' });
    expect(sentencesOf({ identity: [own] }, read())).toContain(
      'Statement 1 is about arn:aws:s3:::other/*, not about arn:aws:s3:::logs/a.',
    );
  });

  it('a grant whose condition fails', () => {
    const trust = [trusts(ALICE, demands('7F'))];
    expect(sentencesOf({ trust }, ask({ params: { ExternalId: '7f' } }))).toContain(
      'Statement 1 does not apply: it allows this only if the request names external ID 7F, and the external ID is 7f.',
    );
  });

  it('an operator that IAM does not have', () => {
    const trust = [trusts(ALICE, { Condition: { StringMatches: { [KEY]: '7F' } } })];
    expect(sentencesOf({ trust }, ask())).toContain(
      'Statement 1 grants nothing: it uses StringMatches, an operator that IAM does not have.',
    );
  });

  it('a policy about other actions', () => {
    expect(sentencesOf({ identity: [grants('ec2:*')] }, read())).toContain(
      'Policy own says nothing about it: it is about ec2:*.',
    );
  });

  it('and the level of the organization that does not allow', () => {
    const world = smallWorld({ trust: [trusts(ALICE)], scp: [grants('s3:*')] });
    const tree = explainAnswer(world, ask());
    const layer = nodesOf(tree).find(({ id }) => id === 'answer/permission-1/scp');
    expect(layer?.sentence).toBe(
      'No statement of the service control policies at organizational unit ou-acme-work allows sts:AssumeRole.',
    );
    expect(decidingOf(tree)?.sentence).toBe(
      'Organizational unit ou-acme-work does not allow sts:AssumeRole: none of its policies does (Work).',
    );
  });
});

describe('a layer', () => {
  const layerOf = (world: WorldFacts, question: Question, name: string) =>
    evaluate(world, question).layers.find(({ layer }) => layer === name);

  it('names the boundary and the session policies it stands for', () => {
    const world = smallWorld({ identity: [grants('s3:*')], boundary: [grants('ec2:*')] });
    const EDGE = `arn:aws:iam::${HOME}:policy/edge`;
    expect(layerOf(world, read(), 'boundary')?.sentence).toBe(
      'No statement of the permissions boundary edge of alice allows s3:GetObject.',
    );
    const question = read({
      principal: { AWS: HOPPER },
      session: { policyArns: [EDGE] },
    });
    expect(layerOf(world, question, 'session')?.sentence).toBe(
      'No statement of the session policy edge allows s3:GetObject.',
    );
  });

  it('names the policy that is malformed', () => {
    const world = smallWorld({ trust: [trusts(ALICE, { Effect: 'allow' })] });
    expect(layerOf(world, ask(), 'trust')?.sentence).toBe(
      'The trust policy of deploy is malformed and grants nothing.',
    );
  });

  it('that has to allow and does not is silent, even if it may deny on top', () => {
    const world = smallWorld({ trust: [trusts(ALICE, { ...NO, ...demands('7F') })] });
    const question = ask({ unknownKeys: 'assume-unknown' });
    expect(layerOf(world, question, 'trust')).toMatchObject({
      verdict: 'silent',
      sentence: 'No statement of the trust policy of deploy allows sts:AssumeRole.',
    });
  });
});

describe('an explanation in a terminal', () => {
  it('is indented, with a verdict before each sentence and the deciding ones marked', () => {
    const world = smallWorld({ trust: [trusts(ALICE)] });
    expect(renderExplanation(explainAnswer(world, ask(tags)))).toEqual([
      `> no  User alice may not call sts:AssumeRole on ${DEPLOY}. The trust policy does not allow passing session tags.`,
      '    yes The request can be made; the policies decide.',
      `      yes User alice exists in account ${HOME}.`,
      `      yes The role ${DEPLOY} is in account ${HOME}.`,
      '      yes User alice has credentials that can take a role.',
      '      yes A session of 3,600 s is within the limits; deploy allows 7,200 s.',
      '    yes The policies let user alice call sts:AssumeRole.',
      '      yes The trust policy of deploy names alice.',
      '        yes The trust policy of deploy allows it by statement 1.',
      `          yes Statement 1 applies: it allows user alice of ${HOME} to take the role.`,
      '      no  No statement of the policies of alice allows sts:AssumeRole; none has to.',
      '        no  Policy own has no statements.',
      '      -   No permissions boundary is set on alice.',
      '      -   The session carries no session policy.',
      ...organizationLines('sts:AssumeRole'),
      '>   no  The policies do not let user alice call sts:TagSession (passing session tags needs it as well).',
      '>     no  No statement of the trust policy of deploy allows sts:TagSession.',
      '        no  The trust policy of deploy says nothing about it: it is about sts:AssumeRole.',
      '      no  No statement of the policies of alice allows sts:TagSession.',
      '        no  Policy own has no statements.',
      '      -   No permissions boundary is set on alice.',
      '      -   The session carries no session policy.',
      ...organizationLines('sts:TagSession'),
    ]);
  });
});

const organizationLines = (action: string) => [
  `      yes The service control policies allow ${action} at every level.`,
  ...[
    ['The organisation root r-acme', 'FullAWSAccess'],
    ['Organizational unit ou-acme-work', 'Work'],
    [`Account ${HOME}`, 'FullAWSAccess'],
  ].flatMap(([level, name]) => [
    `        yes ${level} allows ${action} by ${name}.`,
    `          yes Policy ${name} allows it by statement 1.`,
    '            yes Statement 1 applies: it allows everything on everything.',
  ]),
  '      yes The resource control policies do not object.',
  ...[
    'The organisation root r-acme',
    'Organizational unit ou-acme-work',
    `Account ${HOME}`,
  ].map((level) => `        yes ${level} does not deny ${action}.`),
];
