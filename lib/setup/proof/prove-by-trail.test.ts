import { describe, expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import type { TrailEvent, TrailQuery } from '@/lib/ports';
import { fakeConsole } from '../fakes/console';
import { account, CI, DATA, TOOLING } from '../fakes/inventory';
import { plannedConsole } from '../fakes/planned';
import { verifyPlan } from '../verify-plan';
import { watchNow } from '../watch-job';
import { watchPlan } from '../watch-plan';

const OTHER = `arn:aws:iam::${TOOLING}:role/other`;

type Reading = { events: TrailEvent[]; isMore: boolean };

/** A plan whose other half is Tooling's to run; what CloudTrail holds is the test's. */
async function waitingPlan() {
  const accounts = [
    { ...account(TOOLING, 'Tooling'), connection: null },
    account(DATA, 'Data'),
  ];
  const world = await plannedConsole(fakeConsole({ accounts }));
  await world.apply();
  const plan = world.stored();
  expect(plan.state).toBe('waiting');
  const at = (seconds: number) => new Date(plan.createdAt.getTime() + seconds * 1000);
  const taking = (seconds: number): TrailEvent => ({
    id: `e${seconds}`,
    name: 'AssumeRole',
    source: 'sts.amazonaws.com',
    at: at(seconds),
    callerArn: CI,
    issuerArn: null,
    callerAccountId: TOOLING,
    roleArn: plan.body.roleArn,
    sessionName: 'owner',
    errorCode: null,
    callerName: null,
    isByService: false,
    program: null,
    sourceIp: null,
    given: null,
  });
  async function lookAt(trail: (query: TrailQuery) => Reading) {
    world.deps.aws.lookupEvents = async (_, query) => ok(trail(query));
    const job = watchNow({ workspaceId: world.actor.workspaceId, planId: world.planId });
    await watchPlan(world.deps, job);
    return world.stored();
  }
  /** As CloudTrail does: only what happened since. */
  const eventsOf =
    (...events: TrailEvent[]) =>
    ({ from }: TrailQuery): Reading => ({
      events: events.filter((event) => event.at >= from),
      isMore: false,
    });
  return { world, plan, at, taking, lookAt, eventsOf, env: world.deps.env };
}

describe('a taking that CloudTrail tells of', () => {
  it('proves nothing when it was let in before our half stood whole', async () => {
    const { plan, at, taking, lookAt, eventsOf } = await waitingPlan();
    const ours = plan.steps.filter(({ accountId }) => accountId === DATA);
    for (const [index, step] of ours.entries()) step.doneAt = at(60 * (index + 1));
    const whole = 60 * ours.length;
    expect((await lookAt(eventsOf(taking(whole - 5)))).state).toBe('waiting');
    expect((await lookAt(eventsOf(taking(whole + 5)))).state).toBe('proven');
  });

  it('proves nothing while changes are off, which the page says', async () => {
    const { taking, lookAt, eventsOf, env } = await waitingPlan();
    env.areChangesOn = false;
    const waiting = await lookAt(eventsOf(taking(7)));
    expect(waiting.state).toBe('waiting');
    expect(waiting.progress).toContain('DRAWBRIDGE_CHANGES=off');
    env.areChangesOn = true;
    expect((await lookAt(eventsOf(taking(7)))).state).toBe('proven');
  });

  it('stays the proof on a night when CloudTrail gives no answer', async () => {
    const { world, taking, lookAt, eventsOf } = await waitingPlan();
    const { proof } = await lookAt(eventsOf(taking(7)));
    world.deps.aws.lookupEvents = async () =>
      err({ kind: 'throttled', operation: 'LookupEvents', retryAfterSeconds: 1 });
    const { workspaceId } = world.actor;
    await verifyPlan(world.deps, {
      workspaceId,
      planId: world.planId,
      isScheduled: true,
    });
    expect(world.stored()).toMatchObject({ state: 'proven', proof: { id: proof?.id } });
  });

  it('is asked for by the role where there are more takings than CloudTrail tells', async () => {
    const { taking, lookAt } = await waitingPlan();
    const other = { ...taking(5), roleArn: `arn:aws:iam::${DATA}:role/busy` };
    const passed = { ...taking(6), name: 'CreateFunction' };
    const busy =
      (ofRole: TrailEvent[]) =>
      ({ key }: TrailQuery): Reading =>
        key === 'EventName'
          ? { events: [other], isMore: true }
          : { events: ofRole, isMore: false };
    const unseen = await lookAt(busy([passed]));
    expect(unseen.state).toBe('waiting');
    expect(unseen.progress).toContain('has more takings of roles than it told');
    expect((await lookAt(busy([taking(7)]))).state).toBe('proven');
  });

  it.each<[string, Partial<TrailEvent>]>([
    ['that was refused', { errorCode: 'AccessDenied' }],
    ['by another role of that account', { callerArn: OTHER }],
    ['by a session of another role', { issuerArn: OTHER }],
    ['by another account', { callerAccountId: DATA }],
    [
      'by another account, with nothing else told',
      { callerAccountId: DATA, callerArn: null },
    ],
    ['of another role', { roleArn: OTHER }],
  ])('proves nothing when it is one %s', async (_what, change) => {
    const { taking, lookAt, eventsOf } = await waitingPlan();
    const one = { ...taking(7), ...change };
    expect((await lookAt(eventsOf(one))).state).toBe('waiting');
    expect((await lookAt(eventsOf(one, taking(7)))).state).toBe('proven');
  });
});
