import { beforeAll, expect, it } from 'vitest';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { GiveGrantInput, PlanGrantInput } from '@/lib/credentials/grants/grant-schema';
import {
  chooseForPlan,
  dropFromPlan,
  listPlanGrants,
} from '@/lib/credentials/grants/plan-grants';
import { settlePlanGrants } from '@/lib/credentials/grants/settle-plan-grants';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { noteVendableRoles } from '@/lib/credentials/note-vendable-roles';
import { newUser } from '@/lib/db/test-rows';
import type { Actor } from '@/lib/ports';
import { longJobTrust, makeLongJob } from '@/lib/practice/test-long-job';
import { followDraft } from '@/lib/setup/blank/follow-draft';
import { DraftFields } from '@/lib/setup/schema';
import { mailTarget } from './notifications/test-mail-target';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld();
const MAY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';
const ROLE = 'x-handed-out';
let ann: Actor;
let mei: Actor;

beforeAll(async () => {
  const { deps, actor, database, practice } = world();
  await makeLongJob((await practice.admin(DATA)).iam);
  const id = actor.workspaceId;
  const join = async (name: string, role: Actor['role']): Promise<Actor> => {
    const userId = await newUser(database, name);
    const handle = await deps.people.ensureHandle(userId, name.toLowerCase());
    await deps.people.addMember(id, userId, role);
    return { ...actor, userId, name, handle, role };
  };
  ann = await join('Ann', 'admin');
  mei = await join('Mei', 'viewer');
});

const TOKENS = JSON.parse(longJobTrust('person:*')).Statement;
const assumedBy = (AWS: string) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action: 'sts:AssumeRole',
});

/** A role by hand that a workload takes, and that the console takes by its own tokens. */
function planFor(roleName: string, more: object[] = TOKENS): Promise<string> {
  const trustJson = JSON.stringify({
    Version: '2012-10-17',
    Statement: [assumedBy(CI), ...more],
  });
  const begun = { trustingAccount: DATA, customPolicy: MAY, bucket: '', who: '' };
  let fields = DraftFields.parse({});
  for (const change of [{ recipe: 'blank' as const }, begun, { roleName }, { trustJson }])
    fields = { ...fields, ...followDraft(fields, change) };
  return world().planFor(fields);
}
const choose = (planId: string, more: object, who = ann) =>
  chooseForPlan(world().deps, who, PlanGrantInput.parse({ planId, ...more }));
const stateOf = async (planId: string) =>
  worked(await listPlanGrants(world().deps, ann, planId))?.chosen.map(
    ({ toName, state, note }) => ({ toName, state, note }),
  );

it('0.4: a role is handed out to whom its plan says once it is proven, and until it is undone', async () => {
  const { deps } = world();
  const planId = await planFor(ROLE);
  const { roleArn } = await world().viewOf(planId);
  const wish = { to: `person:${mei.userId}`, maxSeconds: 1800 };
  const chosen = worked(await choose(planId, wish));
  expect(chosen).toMatchObject({
    canBeTaken: true,
    chosen: [{ toName: 'Mei', words: 'for up to 30 min', state: 'waiting', note: null }],
  });
  const dropped = worked(await choose(planId, { to: 'everybody' }))?.chosen[1];
  worked(
    await dropFromPlan(deps, ann, { planId: planId as never, id: dropped?.id ?? '' }),
  );
  await settlePlanGrants(deps);
  expect(await deps.grants.listOpen(ann.workspaceId, [roleArn])).toEqual([]);

  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  await noteVendableRoles(deps, ann.workspaceId);
  await Promise.all([settlePlanGrants(deps), settlePlanGrants(deps)]);
  await settlePlanGrants(deps);
  expect(await stateOf(planId)).toEqual([{ toName: 'Mei', state: 'given', note: null }]);
  expect((await deps.grants.findOffered(mei, roleArn, new Date()))?.grants).toMatchObject(
    [{ maxSeconds: 1800, rule: 'none' }],
  );
  expect(
    await dropFromPlan(deps, ann, {
      planId: planId as never,
      id: chosen?.chosen[0]?.id ?? '',
    }),
  ).toMatchObject({ error: { kind: 'conflict' } });

  // Given the same by hand before: it says so, and waits.
  worked(await giveGrant(deps, ann, GiveGrantInput.parse({ roleArn, to: 'everybody' })));
  worked(await choose(planId, { to: 'everybody' }));
  expect((await stateOf(planId))?.[1]).toMatchObject({
    state: 'waiting',
    note: expect.stringContaining('given to everybody already'),
  });

  await world().undoAndRun(planId, ROLE);
  await settlePlanGrants(deps);
  expect((await stateOf(planId))?.map(({ state }) => state)).toEqual(['ended', 'ended']);
  const open = await deps.grants.listOpen(ann.workspaceId, [roleArn]);
  expect(open.map(({ toName }) => toName)).toEqual([null]);
  const log = (await deps.activity.all(ann.workspaceId)).filter(({ event }) =>
    event.startsWith('grant.'),
  );
  expect(log.map(({ event }) => event)).toEqual([
    'grant.chosen',
    'grant.chosen',
    'grant.choice-dropped',
    'grant.given',
    'grant.given',
    'grant.chosen',
    'grant.ended',
  ]);
  const byPlan = { planId, actorName: 'Drawbridge', actorId: null };
  expect(log.at(-1)).toMatchObject(byPlan);
  const byAnn = { actorId: ann.userId, actorName: 'Ann' };
  expect(log.filter(({ event }) => event === 'grant.given')).toMatchObject([
    { ...byAnn, planId },
    { ...byAnn, planId: null },
  ]);
  expect(await choose(planId, wish)).toMatchObject({ error: { kind: 'conflict' } });
});

it('ticked in the wizard, the role trusts this console by a statement of its own', async () => {
  const { deps } = world();
  const fields = { recipe: 'people', trustingAccount: DATA, customPolicy: MAY } as const;
  const roleName = 'x-ticked';
  const plain = await world().planFor({ ...fields, roleName });
  expect(worked(await listPlanGrants(deps, ann, plain))?.canBeTaken).toBe(false);
  const planId = await world().planFor({ ...fields, roleName, handsOut: true });
  const plan = await world().viewOf(planId);
  const sids = plan.accounts.flatMap(({ changes }) =>
    changes.flatMap(({ statements }) => statements.map(({ sid, from }) => [sid, from])),
  );
  expect(sids).toContainEqual(['ConsoleMayHandOut', 'Let this console hand it out']);
  // Whoever becomes the console's own role gains by it too, and has a row of its own.
  const consoleGains = plan.gains.filter(
    ({ who }) => who.name === 'drawbridge-hub-broker',
  );
  expect(consoleGains).toMatchObject([{ today: 'denied', after: 'conditional' }]);
  worked(await choose(planId, { to: `person:${mei.userId}` }));

  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  await noteVendableRoles(deps, ann.workspaceId);
  await settlePlanGrants(deps, planId);
  expect(await stateOf(planId)).toMatchObject([{ toName: 'Mei', state: 'given' }]);
  const ports = { ...deps, env: { ...deps.env, practice: null } };
  const wish = { roleArn: plan.roleArn, durationSeconds: 900 };
  const taken = worked(await issueCredentials(ports, mei, wish));
  expect(taken).toMatchObject({ sourceIdentity: `db-${mei.handle}` });

  // Unticked by a change, it trusts the console no more.
  const changed = await world().changeFor(planId, { handsOut: false });
  const { removed } = await world().viewOf(changed);
  expect(removed).toBe(1);
  await world().undoAndRun(planId, roleName);
  await settlePlanGrants(deps, planId);
  expect(await deps.grants.listOpen(ann.workspaceId, [plan.roleArn])).toEqual([]);
});

it('no grant outlives a choice that is taken back while the grant is made', async () => {
  const { deps, database } = world();
  const planId = await planFor('x-taken-back');
  const { roleArn } = await world().viewOf(planId);
  await world().applyAndRun(planId);
  await noteVendableRoles(deps, ann.workspaceId);
  const input = PlanGrantInput.parse({ planId, to: `person:${mei.userId}` });
  const chosen = async () =>
    worked(await listPlanGrants(deps, ann, planId))?.chosen ?? [];
  const drop = async () => {
    const [first] = await chosen();
    return dropFromPlan(deps, ann, { planId: input.planId, id: first?.id ?? '' });
  };

  const apply: typeof deps.grants.apply = async (changes) => {
    const isDone = await deps.grants.apply(changes);
    await database.prisma.planGrant.deleteMany({ where: { planId } });
    return isDone;
  };
  const grants = { ...deps.grants, apply };
  expect(worked(await chooseForPlan({ ...deps, grants }, ann, input))?.chosen).toEqual(
    [],
  );
  expect(await deps.grants.listOpen(ann.workspaceId, [roleArn])).toEqual([]);

  // The process ends between the grant and the note that it was given.
  await deps.noticeTargets.add(mailTarget(ann.workspaceId));
  const told = async () => {
    const mails = await deps.outbox.list(ann.workspaceId, 99);
    return mails.map(({ notice }) => notice.event).reverse();
  };
  const planGrants = { ...deps.planGrants, settle: async () => true };
  worked(await chooseForPlan({ ...deps, planGrants }, ann, input));
  expect(await chosen()).toMatchObject([{ state: 'waiting' }]);
  expect(await drop()).toMatchObject({ error: { kind: 'conflict' } });
  await settlePlanGrants(deps);
  expect(await told()).toEqual(['grant-given']);
  const [given] = await chosen();
  expect(given).toMatchObject({ state: 'given' });
  expect(await deps.planGrants.settle(given?.id ?? '', 'waiting', 'Late.')).toBe(false);
  expect(await chosen()).toMatchObject([{ state: 'given', note: null }]);

  // The same between the end of the grant and the note of it.
  await world().undoAndRun(planId, 'x-taken-back');
  const settle = () => Promise.reject(new Error('The process ended.'));
  const ending = { ...deps.planGrants, settle };
  const log = { error: () => {} };
  await settlePlanGrants({ ...deps, log, planGrants: ending }, planId);
  expect(await deps.grants.listOpen(ann.workspaceId, [roleArn])).toEqual([]);
  await settlePlanGrants(deps, planId);
  expect(await told()).toEqual(['grant-given', 'grant-ended']);
  expect(await chosen()).toMatchObject([{ state: 'ended' }]);
});

it('only those who give roles choose, and only people who are here', async () => {
  const planId = await planFor('x-not-handed-out');
  expect(await choose(planId, { to: 'everybody' }, mei)).toMatchObject({
    error: { kind: 'forbidden', permission: 'grant:manage' },
  });
  expect(await choose(planId, { to: 'person:nobody' })).toMatchObject({
    error: { fields: { to: expect.any(String) } },
  });
  expect(await choose(planId, { to: 'everybody', rule: 'ask' })).toMatchObject({
    error: { fields: { approvers: expect.any(String) } },
  });
});

it('a role that trusts the role of the console with its path can be handed out', async () => {
  const { deps } = world();
  const hub = {
    kind: 'ambient',
    accountId: TOOLING,
    partition: 'aws',
    region: '',
  } as const;
  const callerArn = `arn:aws:sts::${TOOLING}:assumed-role/drawbridge-hub-broker/x`;
  const real: typeof deps = {
    ...deps,
    hubOf: async () => hub,
    accounts: {
      ...deps.accounts,
      list: async (id) =>
        (await deps.accounts.list(id)).map((account) => ({
          ...account,
          connection: account.connection && { ...account.connection, callerArn },
        })),
    },
  };
  const broker = `arn:aws:iam::${TOOLING}:role/drawbridge/drawbridge-hub-broker`;
  const trusts = await planFor('x-by-broker', [assumedBy(broker)]);
  const trustsNot = await planFor('x-by-nobody', []);
  expect(worked(await listPlanGrants(real, ann, trusts))?.canBeTaken).toBe(true);
  expect(worked(await listPlanGrants(real, ann, trustsNot))?.canBeTaken).toBe(false);
});

it('a choice is shown as it was made after its end, and after its approvers left', async () => {
  const { deps, database } = world();
  const planId = await planFor('x-later');
  const wish = {
    to: `person:${mei.userId}`,
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    rule: 'ask',
    approverIds: [ann.userId],
  };
  const [row] = worked(await choose(planId, wish))?.chosen ?? [];
  const within = async (...here: Actor[]) => {
    const later: typeof deps = {
      ...deps,
      clock: { ...deps.clock, now: () => new Date(Date.now() + 7_200_000) },
      people: {
        ...deps.people,
        listPeople: async (id) =>
          (await deps.people.listPeople(id)).filter(({ userId }) =>
            here.some((one) => one.userId === userId),
          ),
      },
    };
    return worked(await listPlanGrants(later, ann, planId))?.chosen;
  };
  expect(row?.words).toContain('after one approval, until');
  expect(await within(mei)).toEqual([row]);
  expect(await within()).toEqual([{ ...row, toName: 'somebody who left' }]);

  // What an earlier version wrote may read differently: the page of the plan goes on.
  await database.prisma.planGrant.updateMany({ data: { wish: {} }, where: { planId } });
  expect(await within(mei)).toMatchObject([{ words: 'It cannot be read' }]);
});

it('a choice that cannot be looked at now keeps no other waiting', async () => {
  const { deps } = world();
  const planId = await planFor('x-one-fails');
  worked(await choose(planId, { to: `person:${mei.userId}` }));
  worked(await choose(planId, { to: 'everybody' }));
  const rows = await deps.planGrants.listOf(ann.workspaceId, planId);
  const logged: object[] = [];
  const failing: typeof deps = {
    ...deps,
    log: { error: (details) => void logged.push(details) },
    grants: {
      ...deps.grants,
      async find(workspaceId, id) {
        if (id === rows[0]?.id) throw new Error('not now');
        return deps.grants.find(workspaceId, id);
      },
    },
    planGrants: {
      ...deps.planGrants,
      listDue: async () =>
        rows.map((row) => ({ ...row, isToEnd: true, roleArn: 'x-one-fails' })),
    },
  };
  const states = async () => (await stateOf(planId))?.map(({ state }) => state);
  await settlePlanGrants(failing, 'another plan');
  expect(await states()).toEqual(['waiting', 'waiting']);
  await settlePlanGrants(failing, planId);
  expect(await states()).toEqual(['waiting', 'ended']);
  expect(logged).toMatchObject([{ planId }]);
});

it('nobody is chosen with a plan that was changed since, and who waits there is told', async () => {
  const { deps } = world();
  const planId = await planFor('x-changed');
  worked(await choose(planId, { to: 'everybody' }));
  const replaced: typeof deps = {
    ...deps,
    plans: {
      ...deps.plans,
      async find(...which) {
        const plan = await deps.plans.find(...which);
        return plan && { ...plan, state: 'replaced' };
      },
    },
  };
  const input = PlanGrantInput.parse({ planId, to: `person:${mei.userId}` });
  const message = 'This plan was changed since. Choose on the plan that changed it.';
  expect(await chooseForPlan(replaced, ann, input)).toMatchObject({ error: { message } });
  const view = worked(await listPlanGrants(replaced, ann, planId));
  expect(view?.chosen.map(({ note }) => note)).toEqual([message]);
});
