import { expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { DATA, TOOLING } from './fakes/inventory';
import {
  BUCKET_PLACE,
  EVERY_PIECE,
  KEY_PLACE,
  KEY_POLICY,
  planOfPieces,
  STANDING_KEY,
  STANDING_TAGS,
} from './fakes/pieces';
import { undoPlan } from './undo-plan';

const ALL_PIECES = [...EVERY_PIECE, ...STANDING_TAGS];

async function planned(options: Parameters<typeof planOfPieces>[0] = {}) {
  const plan = await planOfPieces({ pieces: ALL_PIECES, ...options });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

const WRITES = [
  'create-oidc-provider',
  'create-saml-provider',
  'create-role',
  'attach-policy',
  'create-instance-profile',
  'add-role-to-profile',
  'put-key-policy',
  'put-bucket-policy',
  'create-policy',
  'attach-to',
  'tag-role',
  'tag-role',
];

const writesOn = (tape: string[]) =>
  tape.filter((line) => line.startsWith('aws ')).map((line) => line.slice(4));

it('writes every kind of piece in order, each intent on record first', async () => {
  const world = await planned();
  world.tape.length = 0;
  await world.apply();
  expect(writesOn(world.tape)).toEqual(WRITES);
  for (const [at, line] of world.tape.entries()) {
    if (!line.startsWith('aws ')) continue;
    expect(world.tape[at - 1]).toBe('log plan.step.called intent');
    expect(world.tape[at - 2]).toMatch(/^journal \d+ running$/);
  }
});

it('T3: adds to the policy of a key, and leaves every byte of its owner in place', async () => {
  const world = await planned();
  await world.apply();
  const after = world.deps.aws.others.get(KEY_PLACE)?.document ?? '';
  expect(after.startsWith(KEY_POLICY.slice(0, KEY_POLICY.indexOf(' ] }')))).toBe(true);
  expect(JSON.parse(after).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
    'Admins',
    'Ours',
  ]);
});

it('takes everything away again, and a bucket without a policy is without one', async () => {
  const world = await planned();
  const before = world.atAws();
  await world.apply();
  world.tape.length = 0;
  await world.undo();
  expect(writesOn(world.tape)).toEqual([
    'untag-role',
    'tag-role',
    'detach-from',
    'delete-policy',
    'delete-bucket-policy',
    'put-key-policy',
    'remove-role-from-profile',
    'delete-instance-profile',
    'detach-policy',
    'delete-role',
    'delete-saml-provider',
    'delete-oidc-provider',
  ]);
  expect(world.atAws()).toBe(before);
});

it('puts a bucket’s own policy back byte for byte', async () => {
  const document = `{"Version":"2012-10-17", "Statement": [\n {"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"${DATA}"},"Action":"s3:*","Resource":"*"}]}`;
  const world = await planned({
    prepare: (others) => others.set(BUCKET_PLACE, { document, tags: {} }),
  });
  await world.apply();
  expect(world.deps.aws.others.get(BUCKET_PLACE)?.document).toContain('OursPut');
  await world.undo();
  expect(world.deps.aws.others.get(BUCKET_PLACE)?.document).toBe(document);
});

it.each([
  ['bucket', BUCKET_PLACE, 7],
  ['key', KEY_PLACE, 6],
])('never loses another’s edit of the policy of a %s', async (_, place, index) => {
  const edited = '{"Version":"2012-10-17","Statement":[{"Sid":"Edited"}]}';
  const early = await planned();
  early.deps.aws.others.set(place, { document: edited, tags: {} });
  await early.apply();
  expect(early.deps.aws.writes).toBe(0);
  expect(early.stored().steps[index]?.detail).toContain('somebody else has changed it');
  const late = await planned();
  await late.apply();
  late.deps.aws.others.set(place, { document: edited, tags: {} });
  await late.undo();
  expect(late.stored().state).toBe('undo-stopped');
  expect(late.deps.aws.others.get(place)?.document).toBe(edited);
});

it('tags a role that stands, leaves its other tags, and puts back even how a key was spelled', async () => {
  const world = await planned();
  const tags = () => world.deps.aws.roles.get(STANDING_KEY)?.tags;
  await world.apply();
  expect(tags()).toEqual({ owner: 'Ops + Co', cost: '7', ticket: '' });
  await world.undo();
  expect(tags()).toEqual({ Owner: 'Web', cost: '7' });
});

it('leaves a tag alone that somebody has changed since', async () => {
  const world = await planned();
  await world.apply();
  const role = world.deps.aws.roles.get(STANDING_KEY);
  if (role) role.tags = { ...role.tags, owner: 'Theirs' };
  await world.undo();
  expect(world.stored().state).toBe('undo-stopped');
  expect(role?.tags).toMatchObject({ owner: 'Theirs' });
});

const OIDC = `${TOOLING} oidc-provider arn:aws:iam::${TOOLING}:oidc-provider/token.example.com`;
const PROFILE = `${TOOLING} instance-profile x-writer`;
const theirs = { document: '{}', tags: {} };

it('takes a provider that stands already, and never removes it', async () => {
  const world = await planned({ prepare: (others) => others.set(OIDC, theirs) });
  await world.apply();
  expect(writesOn(world.tape)).toEqual(WRITES.slice(1));
  await world.undo();
  expect(world.deps.aws.others.get(OIDC)).toEqual(theirs);
});

it('refuses an instance profile that no plan made', async () => {
  const plan = await planOfPieces({ prepare: (others) => others.set(PROFILE, theirs) });
  expect(plan).toMatchObject({
    ok: false,
    error: {
      kind: 'conflict',
      message: expect.stringMatching(/x-writer exists already/),
    },
  });
});

it('leaves a provider alone that somebody made after the plan', async () => {
  const world = await planned();
  world.deps.aws.others.set(OIDC, theirs);
  await world.apply();
  expect(world.deps.aws.writes).toBe(0);
  expect(world.stored().steps[0]?.detail).toContain('a provider of that name exists');
});

it('refuses a bucket policy that names a principal which was deleted', async () => {
  const document =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"AROAEXAMPLEDELETED000"},"Action":"s3:*","Resource":"*"}]}';
  const plan = await planOfPieces({
    prepare: (others) => others.set(BUCKET_PLACE, { document, tags: {} }),
  });
  expect(plan).toMatchObject({
    error: {
      message: expect.stringMatching(/policy of bucket app-logs names a principal/),
    },
  });
});

it('plans nothing for what stands already', async () => {
  const world = await planned();
  await world.apply();
  const again = await planOfPieces({
    pieces: EVERY_PIECE.filter(({ content }) => content.kind !== 'object'),
    prepare: (others) => {
      for (const [place, other] of world.deps.aws.others) others.set(place, other);
    },
  });
  expect(again.ok && again.value.stored().steps).toEqual([]);
});

it.each([
  ['MalformedPolicy', 'Invalid principal in policy'],
  [
    'MalformedPolicyDocumentException',
    'Policy contains a statement with one or more invalid principals.',
  ],
  ['OperationAborted', 'A conflicting conditional operation is in progress'],
])(
  'waits while another service answers %s about a role just made',
  async (code, text) => {
    const world = await planned();
    world.deps.aws.answers = [...new Array(6).fill(null), refused(code, text), null];
    await world.apply();
    expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
    expect(world.stored().steps[6]?.attempts).toBe(2);
  },
);

it.each(['oidc', 'saml'])(
  'does not delete a provider of %s that another role trusts by now',
  async (kind) => {
    const world = await planned();
    await world.apply();
    const place = [...world.deps.aws.others.keys()].find((key) =>
      key.startsWith(`${TOOLING} ${kind}-provider `),
    );
    const [, , providerArn = ''] = place?.split(' ') ?? [];
    const [reading] = await world.deps.snapshots.loadLatest(world.actor.workspaceId);
    const [role] = reading?.account.RoleDetailList ?? [];
    if (!role) throw new Error('no role');
    const Principal = { Federated: [providerArn] };
    const trust = { Statement: { Effect: 'Allow', Principal, Action: 'sts:*' } };
    // Documents may be URL-encoded, as IAM sends them.
    role.AssumeRolePolicyDocument = encodeURIComponent(JSON.stringify(trust));
    await world.undo();
    expect(world.stored().state).toBe('undo-stopped');
    expect(world.deps.aws.others.has(place ?? '')).toBe(true);
    expect(world.stored().steps.map(({ detail }) => detail)).toContain(
      'ci-deploy trusts this provider too, so the provider was not deleted.',
    );
  },
);

it('waits until AWS knows the role that goes into its instance profile', async () => {
  const world = await planned();
  const failure = refused('NoSuchEntityException', 'The role cannot be found.');
  world.deps.aws.answers = [...new Array(5).fill(null), failure, null];
  await world.apply();
  expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
  expect(world.stored().steps[5]?.attempts).toBe(2);
});

it('does not wait for an instance profile that the plan did not make', async () => {
  const world = await planned({
    pieces: EVERY_PIECE.filter(({ target }) => target.kind === 'role-in-profile'),
  });
  world.deps.aws.answers = [refused('NoSuchEntityException')];
  await world.apply();
  expect(world.stored().state).toBe('stopped');
  expect(world.deps.aws.writes).toBe(1);
});

const boundaries = WRITES.flatMap((_, index) =>
  (['before', 'after'] as const).map((when) => [index + 1, when] as const),
);

it.each(boundaries)(
  'resumes after a kill at write %i, %s AWS had done it',
  async (write, when) => {
    const world = await planned();
    world.tape.length = 0;
    world.deps.aws.killAt = { write, when };
    await applyPlan(world.deps, world.actor, { planId: world.planId });
    await expect(world.run()).rejects.toThrow('killed');
    world.life.isKilled = false;
    await world.run();
    expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
    expect(writesOn(world.tape)).toEqual(WRITES);
  },
);

it.each(boundaries)(
  'undoes after a kill at write %i, %s AWS had done it',
  async (write, when) => {
    const world = await planned();
    const before = world.atAws();
    await world.apply();
    world.deps.aws.killAt = { write: world.deps.aws.writes + write, when };
    const { roleName: typedName } = world.stored().body;
    await undoPlan(world.deps, world.actor, { planId: world.planId, typedName });
    await expect(world.run()).rejects.toThrow('killed');
    world.life.isKilled = false;
    await world.run();
    expect(world.stored().state).toBe('undone');
    expect(world.atAws()).toBe(before);
  },
);
