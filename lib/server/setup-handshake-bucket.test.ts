import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { checkNow } from '@/lib/setup/check-now';
import { confirmByLink, confirmHalf } from '@/lib/setup/handshake/confirm-half';
import { getOwnerHalf } from '@/lib/setup/handshake/get-owner-half';
import { openLink } from '@/lib/setup/handshake/open-link';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { type WatchJob, watchLater, watchSaid } from '@/lib/setup/watch-job';
import { watchPlan } from '@/lib/setup/watch-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { handshakeIn } from './test-handshake';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld();
const FIELDS = { recipe: 'bucket-policy', access: 'both' } as const;

/** The connection that both accounts have at first. */
let connection: Awaited<ReturnType<typeof connectionOfData>>;
async function connectionOfData() {
  const { deps, actor } = world();
  return (await deps.accounts.find(actor.workspaceId, DATA))?.connection ?? null;
}

beforeAll(async () => {
  connection = await connectionOfData();
});

async function connectOnly(connected: string): Promise<void> {
  const { deps, actor } = world();
  for (const id of [TOOLING, DATA])
    await deps.accounts.setConnection(
      actor.workspaceId,
      id,
      id === connected ? connection : null,
    );
}

const { ports, look, lookUntil, secretOf } = handshakeIn(world);

const lookUntilSettled = (planId: string) =>
  lookUntil(planId, async () => (await world().viewOf(planId)).state !== 'waiting');

it('0.1, 2.6: proves our half by real calls once the owner of the bucket lets it in', async () => {
  await connectOnly(TOOLING);
  const planId = await world().planFor(FIELDS);
  await world().applyAndRun(planId);
  const first = watchLater(world().job(planId), 0);
  await watchPlan(ports(), first);
  await watchPlan(ports(), { ...first, round: 1 });
  worked(await checkNow(ports(), world().actor, { planId }));
  const entries = await world().deps.activity.all(world().actor.workspaceId);
  const intents = entries.filter(
    (entry) => entry.planId === planId && entry.event === 'plan.test',
  );
  expect(intents.map(({ actorName, outcome }) => [actorName, outcome])).toEqual([
    ['Drawbridge', 'intent'],
    [world().actor.name, 'intent'],
  ]);
  await look(planId);
  const refused = await world().viewOf(planId);
  expect(refused.state).toBe('waiting');
  expect(refused.progress).toContain('AWS still refuses: ci-deploy puts');

  // The owner's word does not outweigh what AWS answers.
  worked(await confirmHalf(ports(), world().actor, { planId }));
  await look(planId);
  expect((await world().viewOf(planId)).state).toBe('waiting');

  const view = worked(await openLink(ports(), { secret: await secretOf(planId) }));
  expect(view).toMatchObject({ bucket: 'app-logs', test: null, canConfirm: true });
  expect(view.statement).toBe(
    `Role ci-deploy of account ${TOOLING} may read and write to the bucket app-logs of account ${DATA}.`,
  );
  expect(view.doesNotGive.join()).toMatch(/A test puts the one object \S+ there/);
  const { s3 } = await world().practice.admin(DATA);
  const Policy = view.creates.find(({ operation }) => operation === 'PutBucketPolicy');
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: 'app-logs', Policy: Policy?.document }),
  );
  await lookUntilSettled(planId);
  const proven = await world().viewOf(planId);
  expect(proven.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'put works',
    'list works',
    'get works',
    'head works',
    'delete denied',
    'get-as-another denied',
  ]);
  expect(proven.state).toBe('proven');
  expect(proven.proof?.confirmed).toBeUndefined();
  await world().undoAndRun(planId, 'ci-deploy');
});

it('2.3: keeps the word of the owner of the principal as a word, never as a proof', async () => {
  await connectOnly(DATA);
  const planId = await world().planFor({ ...FIELDS, prefix: 'theirs/*' });
  const secret = await secretOf(planId);
  await world().applyAndRun(planId);
  const asked = worked(await openLink(ports(), { secret }));
  expect(asked.test).toContain('list-objects-v2');
  await look(planId);
  expect((await world().viewOf(planId)).state).toBe('waiting');

  expect(await confirmByLink(ports(), { secret: 'a'.repeat(52) })).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
  const looks: WatchJob[] = [];
  const listening = {
    ...ports(),
    enqueue: async (job: WatchJob) => void looks.push(job),
  };
  worked(await confirmByLink(listening, { secret }));
  worked(await confirmByLink(listening, { secret }));
  // A link starts one series of looks, at once, and no further one at will.
  expect(looks).toEqual([watchSaid(world().job(planId), 0)]);
  const entries = await world().deps.activity.all(world().actor.workspaceId);
  const said = entries.filter(
    (entry) => entry.planId === planId && entry.event === 'handshake.confirmed',
  );
  expect(said).toHaveLength(1);
  const half = worked(await getOwnerHalf(ports(), world().actor, planId));
  expect(half?.confirmed?.name).toMatch(/^The holder of .* link$/);
  await look(planId);
  const view = await world().viewOf(planId);
  expect(view.state).toBe('applied');
  expect(view.sentence).toMatch(/^Said to be run, not proven: The holder/);
  expect(view.sentence).toContain(`that the half of ${TOOLING} is run.`);
  expect(view.proof).toMatchObject({ state: 'red', confirmed: {} });
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume not-tested',
    'our-half works',
  ]);
  // Said too soon, it can still be run: the link shows all of it.
  const { state, creates, test, files } = worked(await openLink(ports(), { secret }));
  expect(state).toBe('confirmed');
  expect({ creates, test, files }).toEqual({
    creates: asked.creates,
    test: asked.test,
    files: asked.files,
  });
  expect(await confirmByLink(ports(), { secret })).toMatchObject({ ok: false });

  // That our half was read is an answer, also by night.
  await verifyPlan(ports(), { ...world().job(planId), isScheduled: true });
  const again = await world().viewOf(planId);
  expect(again.state).toBe('applied');
  expect(again.proof?.id).not.toBe(view.proof?.id);
  const { s3 } = await world().practice.admin(DATA);
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: 'app-logs' }));
  await verifyPlan(ports(), world().job(planId));
  expect((await world().viewOf(planId)).state).toBe('refuted');
});

it('takes nobody’s word where a role is taken, which shows by itself', async () => {
  await connectOnly(DATA);
  const planId = await world().planFor({ roleName: 'x-no-word' });
  const secret = await secretOf(planId);
  expect(await confirmByLink(ports(), { secret })).toMatchObject({
    ok: false,
    error: { kind: 'conflict' },
  });
});

it('lets nobody confirm who may not apply', async () => {
  await connectOnly(DATA);
  const planId = await world().planFor({ ...FIELDS, who: CI, access: 'read' });
  const viewer = { ...world().actor, role: 'viewer' as const };
  expect(await confirmHalf(ports(), viewer, { planId })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
