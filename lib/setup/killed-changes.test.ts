import { expect, it } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import { applyPlan } from './apply-plan';
import { changed, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { OWNER_ONLY } from './fakes/console-with-key';
import { DATA, readings, TOOLING } from './fakes/inventory';
import { NEW_VERSION, planOfPieces } from './fakes/pieces';
import { ROLE, withPlan } from './fakes/planned';
import { undoPlan } from './undo-plan';

async function newVersion() {
  const made = await planOfPieces(NEW_VERSION);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

/** Another person by another kind of policy, with a managed policy and a tag less. */
async function narrowed() {
  const console = fakeConsole();
  const before = await standing(console, {
    recipe: 'people',
    trustingAccount: DATA,
    bucket: '',
    roleName: ROLE,
    managedPolicies: 'ReadOnlyAccess\nAWSSupportAccess',
    tags: 'owner\tWeb',
  });
  return changed(console, before.planId, {
    who: `arn:aws:iam::${TOOLING}:user/anna`,
    assumeAs: 'managed',
    managedPolicies: 'ReadOnlyAccess',
    tags: '',
  });
}

/** An older trust policy of a role that stands, put back. */
async function restored() {
  const made = await planOfPieces({
    pieces: [
      {
        side: 'trusting',
        accountId: TOOLING,
        title: 'Trust policy of x-standing',
        target: { kind: 'trust', roleName: 'x-standing' },
        field: 'roleName',
        content: { kind: 'whole', text: OWNER_ONLY },
      },
    ],
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  made.value.stored().body.restores = '2026-11-01T00:00:00Z';
  return made.value;
}

/** A role for runs, at a provider that does not take their audience yet. */
async function moreAudience() {
  const read = readings();
  const data = read[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  const Url = 'token.actions.githubusercontent.com';
  const Arn = `arn:aws:iam::${DATA}:oidc-provider/${Url}`;
  data.OpenIDConnectProviders = [{ Arn, Url, ClientIDList: ['else'] }];
  const console = fakeConsole({ world: read });
  console.deps.aws.others.set(`${DATA} oidc-provider ${Arn}`, {
    document: JSON.stringify({ Url, ClientIDList: ['else'] }),
    tags: {},
  });
  const made = await console.plan({
    recipe: 'ci-oidc',
    who: '',
    repository: 'acme/shop',
    runName: 'main',
    bucket: 'app-logs',
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return withPlan(console, made.value.planId);
}

type World = Awaited<ReturnType<typeof newVersion>>;
type Plan = [name: string, make: () => Promise<World>, writes: string[]];

const PLANS: Plan[] = [
  ['a new version of a managed policy', newVersion, ['put-policy-version']],
  ['a restored trust', restored, ['put-trust']],
  [
    'an audience more',
    moreAudience,
    ['add-audience', 'create-role', 'put-inline-policy', 'put-trust'],
  ],
  [
    'a change that takes away',
    narrowed,
    [
      'create-policy',
      'attach-to',
      'put-trust',
      'untag-role',
      'detach-policy',
      'delete-inline-policy',
    ],
  ],
];

const boundaries = PLANS.flatMap(([name, make, writes]) =>
  writes.flatMap((_, index) =>
    (['before', 'after'] as const).map(
      (when) => [name, index + 1, when, make, writes] as const,
    ),
  ),
);

const writesOn = (tape: string[]) =>
  tape.filter((line) => line.startsWith('aws ')).map((line) => line.slice(4));

/** The order in which AWS has the tags of a role says nothing. */
const heldAt = (world: World) => canonicalJson(JSON.parse(world.atAws()));

async function killed(world: World): Promise<void> {
  await expect(world.run()).rejects.toThrow('killed');
  world.life.isKilled = false;
  await world.run();
}

it.each(boundaries)(
  'resumes %s after a kill at write %i, %s AWS had done it',
  async (_, write, when, make, writes) => {
    const world = await make();
    world.tape.length = 0;
    world.deps.aws.killAt = { write: world.deps.aws.writes + write, when };
    await applyPlan(world.deps, world.actor, { planId: world.planId });
    await killed(world);
    expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
    expect(writesOn(world.tape)).toEqual(writes);
  },
);

it.each(boundaries)(
  'undoes %s after a kill at write %i, %s AWS had done it',
  async (_, write, when, make) => {
    const world = await make();
    const before = heldAt(world);
    await world.apply();
    world.deps.aws.killAt = { write: world.deps.aws.writes + write, when };
    const { roleName: typedName } = world.stored().body;
    await undoPlan(world.deps, world.actor, { planId: world.planId, typedName });
    await killed(world);
    expect(world.stored().state).toBe('undone');
    expect(heldAt(world)).toBe(before);
  },
);
