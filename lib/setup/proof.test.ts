import { expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import type { Aws, AwsCredentials, S3Call } from '@/lib/ports';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { fakeConsole } from './fakes/console';
import { CI, TOOLING } from './fakes/inventory';
import { requestVerification } from './request-verification';
import { runPlan } from './run-plan';
import type { DraftFields } from './schema';
import { verifyPlan } from './verify-plan';

const keys: AwsCredentials = {
  accessKeyId: 'ASIA',
  secretAccessKey: 'secret-of-a-session',
  sessionToken: 'token-of-a-session',
  expiresAt: new Date('2026-11-24T11:00:00Z'),
};
const as = (principalArn: string): AwsCredentials => ({
  ...keys,
  accessKeyId: principalArn,
});

type Bucket = (call: S3Call) => { status: number; firstKey?: string } | string;

/** A world where anybody can be played, ci-deploy may become the role, and the bucket answers. */
function playedWorld(
  bucket: Bucket,
  letIn: (arn: string) => boolean = (arn) => arn === CI,
) {
  const world = fakeConsole();
  const actAs: Aws['actAs'] = async (_, { principalArn }) => ok(as(principalArn));
  const assumeRoleWith: Aws['assumeRoleWith'] = async (_, { accessKeyId }, request) =>
    letIn(accessKeyId) && (request.externalId ?? '') !== 'closed'
      ? ok({
          credentials: { ...keys, sessionToken: 't', expiresAt: new Date() },
          assumedRoleArn: request.roleArn,
          assumedRoleId: 'AROA',
        })
      : err(refused('AccessDenied'));
  const s3: Aws['s3'] = async (_, { accessKeyId }, call) => {
    if (accessKeyId.endsWith(':root')) return ok({ status: 204 });
    const answer = bucket(call);
    return typeof answer === 'string' ? err(refused(answer)) : ok(answer);
  };
  Object.assign(world.deps.aws, { actAs, assumeRoleWith, s3 });
  return world;
}

async function proofOf(
  world: ReturnType<typeof fakeConsole>,
  fields: Partial<DraftFields> = {},
) {
  const plan = await world.plan(fields);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const { planId } = plan.value;
  await applyPlan(world.deps, world.actor, { planId });
  const job = { workspaceId: world.actor.workspaceId, planId };
  await runPlan(world.deps, job);
  const stored = world.deps.plans.rows.get(planId);
  if (!stored?.proof) throw new Error('no proof');
  return { stored, proof: stored.proof, job };
}

const readable: Bucket = ({ kind }) => {
  if (kind === 'list') return { status: 200, firstKey: 'a.txt' };
  return kind === 'head' ? { status: 200 } : 'AccessDenied';
};

/** The same world, and what the bucket was asked. */
function tapedWorld() {
  const calls: S3Call[] = [];
  const world = playedWorld((call) => {
    calls.push(call);
    return readable(call);
  });
  return { world, calls };
}

const outcomes = ({ checks }: { checks: { id: string; outcome: string }[] }) =>
  checks.map(({ id, outcome }) => `${id} ${outcome}`);

it('claims nothing when nobody could be played', async () => {
  const { stored, proof } = await proofOf(fakeConsole());
  expect(stored.state).toBe('applied');
  expect(proof.state).toBe('red');
  expect(proof.sentence).toMatch(/^Not proven/);
  expect(proof.checks.every(({ outcome }) => outcome === 'not-tested')).toBe(true);
});

it('is green when every call came out as the plan wants it', async () => {
  const { stored, proof } = await proofOf(playedWorld(readable));
  expect(outcomes(proof)).toEqual([
    'assume works',
    'assume-as-another denied',
    'put denied',
    'list works',
    'get works',
    'delete denied',
  ]);
  expect(proof.checks[1]?.sentence).toContain('admin');
  expect(stored.state).toBe('proven');
});

it('looks at an object that is there, and does not read its content', async () => {
  const { world, calls } = tapedWorld();
  await proofOf(world);
  expect(calls).toContainEqual({ kind: 'head', bucket: 'app-logs', key: 'a.txt' });
  expect(calls.some(({ kind }) => kind === 'get')).toBe(false);
});

it('takes a missing object for read when AWS says that it is missing', async () => {
  const { proof } = await proofOf(
    playedWorld(({ kind }) => {
      if (kind === 'list') return { status: 200 };
      return kind === 'get' ? 'NoSuchKey' : 'AccessDenied';
    }),
  );
  expect(outcomes(proof)).toContain('get works');
});

it('does not take a refusal for a proof where AWS hides that nothing is there', async () => {
  const { stored, proof } = await proofOf(
    playedWorld(({ kind, ...call }) =>
      kind === 'list' && 'prefix' in call && call.prefix === 'logs/'
        ? { status: 200 }
        : 'AccessDenied',
    ),
    { prefix: 'logs/' },
  );
  expect(outcomes(proof)).toContain('get not-tested');
  expect(proof.sentence).toContain('1 of 7 checks could not be made');
  expect(stored.state).toBe('proven');
});

it('is red when somebody else gets in', async () => {
  const { stored, proof } = await proofOf(playedWorld(readable, () => true));
  expect(stored.state).toBe('refuted');
  expect(proof.sentence).toContain('AWS let through what must be denied');
});

it('is red when the role may delete', async () => {
  const { stored } = await proofOf(
    playedWorld((call) => (call.kind === 'delete' ? { status: 204 } : readable(call))),
  );
  expect(stored.state).toBe('refuted');
});

it('says that its marker stays when nobody may take it away', async () => {
  const world = playedWorld(({ kind }) =>
    kind === 'put' ? { status: 200 } : 'AccessDenied',
  );
  const { actAs } = world.deps.aws;
  world.deps.aws.actAs = async (at, who) =>
    who.principalArn.endsWith(':root')
      ? err({ kind: 'not_configured', message: 'nobody' })
      : actAs(at, who);
  const { proof } = await proofOf(world, { access: 'write' });
  expect(proof.state).toBe('green');
  expect(proof.sentence).toContain('drawbridge-marker.txt stays in app-logs');
});

it('is patient while AWS spreads a change that was made just now', async () => {
  let refusals = 3;
  const world = playedWorld(readable, (arn) => {
    refusals -= 1;
    return arn === CI && refusals < 0;
  });
  expect((await proofOf(world)).stored.state).toBe('proven');
});

it('is not patient long after, and turns red', async () => {
  const world = playedWorld(readable);
  const { job } = await proofOf(world);
  world.deps.clock.at += 3_600_000;
  world.deps.aws.assumeRoleWith = async () => err(refused('AccessDenied'));
  const before = world.deps.clock.at;
  await verifyPlan(world.deps, job);
  expect(world.deps.plans.rows.get(job.planId)?.state).toBe('refuted');
  expect(world.deps.clock.at).toBe(before);
  const { told } = world.deps.notifier;
  expect(told).toMatchObject([{ event: 'proof-turned-red', planId: job.planId }]);
  // It is red still: nobody is told again.
  await verifyPlan(world.deps, job);
  expect(told).toHaveLength(1);
});

it('puts no marker and keeps the former proof while changes are off', async () => {
  const { world, calls } = tapedWorld();
  const { job, proof } = await proofOf(world);
  const off = { ...world.deps, env: { areChangesOn: false } };
  expect(calls.map(({ kind }) => kind)).toContain('put');
  calls.length = 0;
  for (const scheduled of [{}, { isScheduled: true as const }])
    await verifyPlan(off, { ...job, ...scheduled });
  expect(calls).toEqual([]);
  const stored = world.deps.plans.rows.get(job.planId);
  expect([stored?.state, stored?.proof]).toEqual(['proven', proof]);
  expect(world.deps.notifier.told).toEqual([]);
  expect(world.deps.activity.entries.at(-1)?.sentence).toContain('_CHANGES=off');
  expect(await requestVerification(off, world.actor, job)).toMatchObject({
    ok: false,
    error: { kind: 'unavailable' },
  });
});

it('stands untried where changes were turned off before its first proof', async () => {
  const { world, calls } = tapedWorld();
  const plan = await world.plan();
  const planId = plan.ok ? plan.value.planId : '';
  await applyPlan(world.deps, world.actor, { planId });
  const off = { ...world.deps, env: { areChangesOn: false } };
  await runPlan(off, { workspaceId: world.actor.workspaceId, planId });
  expect(world.deps.plans.rows.get(planId)).toMatchObject({
    state: 'applied',
    proof: null,
    progress: null,
  });
  expect(calls).toEqual([]);
});

it('keeps no credentials of anybody', async () => {
  const { stored } = await proofOf(playedWorld(readable));
  expect(JSON.stringify(stored)).not.toContain('of-a-session');
});

it('is asked for again on record, and only of a plan that stands', async () => {
  const world = playedWorld(readable);
  const plan = await world.plan();
  const planId = plan.ok ? plan.value.planId : '';
  const ask = () => requestVerification(world.deps, world.actor, { planId });
  expect(await ask()).toMatchObject({ ok: false, error: { kind: 'conflict' } });
  await applyPlan(world.deps, world.actor, { planId });
  await runPlan(world.deps, { workspaceId: world.actor.workspaceId, planId });
  expect(await ask()).toMatchObject({ ok: true });
  expect(world.deps.activity.entries.at(-1)?.event).toBe('plan.test');
});

it('does not play the accounts’ own administrators of sign-in or the console', async () => {
  const played: string[] = [];
  const world = playedWorld(readable);
  const { actAs } = world.deps.aws;
  world.deps.aws.actAs = async (at, who) => {
    played.push(who.principalArn);
    return actAs(at, who);
  };
  await proofOf(world);
  expect(played.some((arn) => arn.includes('/aws-reserved/'))).toBe(false);
  expect(played).toContain(`arn:aws:iam::${TOOLING}:role/admin`);
});
