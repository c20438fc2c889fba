import { describe, expect, it } from 'vitest';
import { account, DATA, readings, TOOLING } from './fakes/inventory';
import { pageOf, provenWithOwner } from './fakes/owned';
import { ROLE, ROLE_KEY, withPlan } from './fakes/planned';
import { fakeSnapshots } from './fakes/stores';
import { createLink } from './handshake/create-link';
import { planMend } from './mend/plan-mend';
import { ROLE_PATH } from './recipes/role-request';

it.each([TOOLING, DATA])(
  'notes what is said of a crossing of which %s is run by its owner, and writes nothing',
  async (theirs) => {
    const { console, first, change } = await provenWithOwner(theirs);
    const plans = console.deps.plans.rows.size;
    const noted = await change({
      purpose: 'Nightly copy',
      ticket: 'OPS-7',
      confirmedName: ROLE,
    });
    expect(noted).toEqual({ ok: true, value: { planId: first.planId } });
    expect(first.stored().body.fields).toMatchObject({
      purpose: 'Nightly copy',
      ticket: 'OPS-7',
    });
    expect(first.stored().state).toBe('proven');
    expect(console.deps.plans.rows.size).toBe(plans);
  },
);

describe('a change of our half alone', () => {
  async function written() {
    const { console, first, change } = await provenWithOwner(TOOLING);
    const before = first.atAws();
    const made = await change({ access: 'write', confirmedName: ROLE });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const next = withPlan(console, made.value.planId);
    await next.apply();
    return { console, first, next, before };
  }

  it('is written without asking the owner for anything, and undone again', async () => {
    const { first, next, before } = await written();
    const { body, steps, state } = next.stored();
    expect(body).toMatchObject({ byOwner: [TOOLING], replaces: first.planId });
    expect(steps.map(({ accountId }) => accountId)).not.toContain(TOOLING);
    expect(body.warnings.join()).toContain('they have nothing to do');
    expect([first.stored().state, state]).toEqual(['replaced', 'applied']);
    await next.undo();
    expect([first.stored().state, next.stored().state]).toEqual(['applied', 'undone']);
    expect(first.atAws()).toBe(before);
  });

  it('tells the owner that their half stays, until the crossing ends', async () => {
    const { console, first, next } = await written();
    const page = await pageOf(console, first.planId);
    expect(page).toMatchObject({ state: 'kept', creates: [], files: [], test: null });
    expect(page.undo).toContain('delete-role-policy');
    next.stored().state = 'quarantined';
    expect((await pageOf(console, first.planId)).state).toBe('withdrawn');
    next.stored().state = 'applied';
    await next.undo();
    expect((await pageOf(console, first.planId)).state).toBe('waiting');
    await first.undo();
    expect((await pageOf(console, first.planId)).state).toBe('withdrawn');
  });

  it('tells the owner of another half in the place of theirs, once their account is connected', async () => {
    const { console, first, change } = await provenWithOwner(TOOLING);
    const half = first.stored().steps.find(({ accountId }) => accountId === TOOLING);
    const place = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
    console.deps.aws.policies.set(place, half?.after ?? '');
    const connected = [account(TOOLING, 'Tooling'), account(DATA, 'Data')];
    console.deps.accounts.list = async () => connected;
    const made = await change({
      who: `arn:aws:iam::${TOOLING}:user/anna`,
      confirmedName: ROLE,
    });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const next = withPlan(console, made.value.planId);
    await next.apply();
    expect(first.stored().state).toBe('replaced');
    expect(await pageOf(console, first.planId)).toMatchObject({
      state: 'rewritten',
      undo: '',
      files: [],
    });
  });

  it('has no link to give out', async () => {
    const { console, first, next } = await written();
    const { deps, actor } = console;
    const ports = {
      ...deps,
      handshakeLinks: { create: async () => undefined },
      env: { ...deps.env, origin: 'https://bridge.example' },
    };
    const linkFor = (planId: string) =>
      createLink(ports, actor, { planId: planId as never, hours: 1 }); // an id of a test
    expect(await linkFor(next.planId)).toMatchObject({
      error: { message: expect.stringContaining('nothing to ask for') },
    });
    expect(await linkFor(first.planId)).toMatchObject({
      error: { message: expect.stringContaining('A later plan has changed') },
    });
  });

  it('may be a statement for somebody else, which the doctor adds', async () => {
    const { console, first } = await provenWithOwner(TOOLING);
    const { deps, actor } = console;
    const { roleArn } = first.stored().body;
    const world = readings();
    world[DATA]?.RoleDetailList.push({
      Path: ROLE_PATH,
      RoleName: ROLE,
      RoleId: 'AROAREAD',
      Arn: roleArn,
      AssumeRolePolicyDocument: deps.aws.roles.get(ROLE_KEY)?.trust ?? '',
    });
    deps.snapshots = fakeSnapshots(world, deps.clock.now());
    const who = `arn:aws:iam::${DATA}:role/Data-Reader`;
    const before = first.atAws();
    const made = await planMend(deps, actor, { who, role: roleArn });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const mend = withPlan(console, made.value.planId);
    await mend.apply();
    expect(first.stored().state).toBe('replaced');
    expect((await pageOf(console, first.planId)).state).toBe('kept');
    await mend.undo();
    expect([first.stored().state, first.atAws()]).toEqual(['applied', before]);
  });
});
