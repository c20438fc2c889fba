import { bondText } from '@/lib/core/bond-text';
import { ok } from '@/lib/core/result';
import { tagText } from '@/lib/core/role-tag';
import type { AwsTarget } from '@/lib/ports';
import { hashOf, waitingStep } from '../plan/plan-body';
import { planSteps } from '../plan/plan-steps';
import { readLive } from '../plan/read-live';
import type { Piece } from '../recipes/piece';
import { loadWorld } from '../world/load-world';
import type { Others } from './aws-others';
import { fakeConsole } from './console';
import { DATA, TOOLING } from './inventory';
import { withPlan } from './planned';

const KEY = `arn:aws:kms:eu-west-1:${DATA}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const KEY_PLACE = `${DATA} key-policy ${KEY}`;
export const BUCKET_PLACE = `${DATA} bucket-policy app-logs eu-west-1`;
const WRITER = 'x-writer';
const MANAGED = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const HOST = 'token.example.com';

const closed = '{"Version":"2012-10-17","Statement":[]}';
const statement = (Sid: string, Action: string) => ({
  Sid,
  Effect: 'Allow' as const,
  Principal: { AWS: `arn:aws:iam::${TOOLING}:role/${WRITER}` },
  Action,
  Resource: '*',
});

type Bond = Parameters<typeof bondText>[0];
const bond = (title: string, target: Bond): Piece => ({
  side: 'trusted',
  accountId: TOOLING,
  title,
  target,
  field: 'who',
  content: { kind: 'whole', text: bondText(target) },
});

const made = (
  title: string,
  target: AwsTarget,
  write: Extract<Piece['content'], { kind: 'object' }>['write'],
  ifForeign: 'take' | 'refuse',
): Piece => ({
  side: 'trusted',
  accountId: TOOLING,
  title,
  target,
  field: 'who',
  content: { kind: 'object', write, document: closed, ifForeign },
});

const provider = (kind: 'oidc' | 'saml', name: string) =>
  `arn:aws:iam::${TOOLING}:${kind}-provider/${name}`;

export const OWN_POLICY = `arn:aws:iam::${TOOLING}:policy/drawbridge-managed/x-asks`;

/** One piece of every kind that a role with inline policies has not. */
export const EVERY_PIECE: Piece[] = [
  made(
    'OIDC provider',
    { kind: 'oidc-provider', providerArn: provider('oidc', HOST) },
    { kind: 'create-oidc-provider', url: `https://${HOST}`, clientIds: ['a'], tags: {} },
    'take',
  ),
  made(
    'SAML provider',
    { kind: 'saml-provider', providerArn: provider('saml', 'people') },
    { kind: 'create-saml-provider', name: 'people', metadata: '<xml/>', tags: {} },
    'take',
  ),
  made(
    'Role',
    { kind: 'role', roleName: WRITER },
    {
      kind: 'create-role',
      roleName: WRITER,
      path: '/drawbridge-managed/',
      description: '',
      maxSessionSeconds: 3600,
      trust: closed,
      tags: {},
    },
    'refuse',
  ),
  bond('Managed policy', {
    kind: 'managed-attachment',
    roleName: WRITER,
    policyArn: MANAGED,
  }),
  made(
    'Instance profile',
    { kind: 'instance-profile', profileName: WRITER },
    {
      kind: 'create-instance-profile',
      profileName: WRITER,
      path: '/drawbridge-managed/',
      tags: {},
    },
    'refuse',
  ),
  bond('Role in profile', {
    kind: 'role-in-profile',
    profileName: WRITER,
    roleName: WRITER,
  }),
  {
    side: 'trusting',
    accountId: DATA,
    title: 'Key policy',
    target: { kind: 'key-policy', keyArn: KEY },
    field: 'bucket',
    content: {
      kind: 'merged',
      statements: [statement('Ours', 'kms:Decrypt')],
      placeholder: null,
    },
  },
  {
    side: 'trusting',
    accountId: DATA,
    title: 'Bucket policy',
    target: { kind: 'bucket-policy', bucket: 'app-logs', region: 'eu-west-1' },
    field: 'bucket',
    content: {
      kind: 'merged',
      statements: [
        statement('OursList', 's3:ListBucket'),
        statement('OursPut', 's3:PutObject'),
      ],
      placeholder: null,
    },
  },
  made(
    'Policy x-asks',
    { kind: 'managed-policy', policyArn: OWN_POLICY },
    {
      kind: 'create-policy',
      policyName: 'x-asks',
      path: '/drawbridge-managed/',
      document: closed,
      tags: {},
    },
    'refuse',
  ),
  bond('x-asks on user anna', {
    kind: 'principal-attachment',
    principal: 'user',
    principalName: 'anna',
    policyArn: OWN_POLICY,
  }),
];

/** A role that stands, with tags of its own. */
const STANDING_ROLE = 'x-standing';
export const STANDING_KEY = `${TOOLING} ${STANDING_ROLE}`;

const tag = (key: string, value: string): Piece => ({
  side: 'trusted',
  accountId: TOOLING,
  title: `Tag ${key}`,
  target: { kind: 'role-tag', roleName: STANDING_ROLE, key },
  field: 'tags',
  content: { kind: 'whole', text: tagText({ key, value }) },
});

/** Tags of a role that stands: one that another had tagged it with, spelled otherwise, and a new one. */
export const STANDING_TAGS: Piece[] = [tag('owner', 'Ops + Co'), tag('ticket', '')];

/** The policy of a key as its owner wrote it, in a form of their own. */
export const KEY_POLICY = `{ "Version":"2012-10-17",\n\t"Statement":[ {"Sid":"Admins","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${DATA}:root"},"Action":"kms:*","Resource":"*"} ] }`;

type Options = { pieces?: Piece[]; prepare?: (others: Others) => void };

/** A new text for a managed policy that stands. */
export const NEW_VERSION: Options = {
  pieces: [
    {
      side: 'trusted',
      accountId: TOOLING,
      title: 'Text of policy x-asks',
      target: { kind: 'policy-document', policyArn: OWN_POLICY },
      field: 'who',
      content: { kind: 'whole', text: KEY_POLICY },
    },
  ],
  prepare: (others) =>
    others.set(`${TOOLING} managed-policy ${OWN_POLICY}`, {
      document: closed,
      tags: {},
    }),
};

/** A plan of these pieces, made as every plan is; or why there is none. */
export async function planOfPieces({ pieces = EVERY_PIECE, prepare }: Options = {}) {
  const console = fakeConsole();
  const { deps, actor } = console;
  deps.aws.others.set(KEY_PLACE, { document: KEY_POLICY, tags: {} });
  deps.aws.roles.set(STANDING_KEY, { trust: closed, tags: { Owner: 'Web', cost: '7' } });
  prepare?.(deps.aws.others);
  const world = await loadWorld(deps, actor.workspaceId);
  const live = await readLive(deps, world, pieces);
  if (!live.ok) return live;
  const planId = deps.random.uuid();
  const steps = planSteps(planId, live.value);
  if (!steps.ok) return steps;
  await deps.plans.create({
    ...(await templateOf(console)),
    id: planId,
    hash: hashOf(steps.value),
    steps: steps.value.map(waitingStep),
  });
  return ok(withPlan(console, planId));
}

/** Everything of a plan but its steps. */
async function templateOf({ deps, plan }: ReturnType<typeof fakeConsole>) {
  const made = await plan();
  const template = made.ok ? deps.plans.rows.get(made.value.planId) : undefined;
  if (!template) throw new Error('The console makes no plan.');
  return template;
}
