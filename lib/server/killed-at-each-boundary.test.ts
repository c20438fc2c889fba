import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { PutBucketEncryptionCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyChain } from '@/lib/activity/verify-chain';
import type { LoggedCall } from '@/lib/practice/world/live-world';
import { applyPlan } from '@/lib/setup/apply-plan';
import { resumeInterrupted } from '@/lib/setup/resume-interrupted';
import { undoPlan } from '@/lib/setup/undo-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { startWorkers } from './test-killed';
import { type SetupWorld, useSetupWorld } from './test-setup';

const ROLE = 'x-killed';

/** One process is the worker of so many consoles at once, and takes them all with it. */
const worlds = Array.from({ length: 6 }, () => useSetupWorld());

/** The key of each console's bucket, by which alone what they make differs. */
const keys = new Map<SetupWorld, string>();

let workers: Awaited<ReturnType<typeof startWorkers>>;
beforeAll(async () => {
  workers = await startWorkers();
  for (const world of worlds) await encryptBucket(world());
});
afterAll(() => workers.stop());

async function encryptBucket(world: SetupWorld): Promise<void> {
  const { practice, deps, actor } = world;
  const { kms, s3 } = await practice.admin(DATA);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  keys.set(world, KeyMetadata?.Arn ?? '');
  const rule = {
    SSEAlgorithm: 'aws:kms' as const,
    KMSMasterKeyID: KeyMetadata?.Arn,
  };
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: 'app-logs',
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: rule }],
      },
    }),
  );
  await deps.readAgain(actor.workspaceId, [DATA]);
}

/** A console with a plan, and the boundary before which it dies. */
type Go = { world: SetupWorld; planId: string; dieAt: number };

const newGo = async (world: SetupWorld, dieAt: number): Promise<Go> => ({
  world,
  dieAt,
  planId: await world.planFor({
    recipe: 'workload-bucket',
    who: '',
    workload: 'lambda',
    trustedAccount: TOOLING,
    access: 'both',
    roleName: ROLE,
  }),
});

/** One for each boundary, in consoles that have nothing to do with each other. */
const newGoes = (dying: number[]): Promise<Go[]> =>
  Promise.all(dying.map((dieAt, at) => newGo(consoleAt(at), dieAt)));

function consoleAt(place: number): SetupWorld {
  const world = worlds[place];
  if (!world) throw new Error('There are not so many consoles.');
  return world();
}

/** A console that starts when the lease of the dead one has run out. */
async function restart({ database, deps, run }: SetupWorld): Promise<void> {
  await database.prisma
    .$executeRaw`UPDATE "Plan" SET "leaseUntil" = now() - interval '1 s'`;
  await resumeInterrupted({ ...deps, enqueue: ({ planId }) => run(planId) });
}

async function callsAfter({ practice }: SetupWorld, after: number) {
  const log = `/log?after=${after}`;
  return (await practice.control<{ entries: LoggedCall[] }>('GET', log)).entries;
}

/** A change of an account; what a proof does to its own object is none. */
const isChange = ({ readOnly, operation, service }: LoggedCall): boolean =>
  !readOnly && service !== 'sts' && !operation.endsWith('Object');

async function standingOf(world: SetupWorld, planId: string): Promise<unknown> {
  const standing = JSON.stringify(await world.standing(planId));
  return JSON.parse(standing.replaceAll(keys.get(world) ?? '', 'the key'));
}

/** All that one way of a plan leaves behind: at AWS, in the journal and in the log. */
async function tracesOf({ world, planId }: Go, after: number) {
  const { deps, actor } = world;
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const log = await deps.activity.all(actor.workspaceId);
  return {
    state: plan?.state,
    progress: plan?.progress,
    steps: plan?.steps.map((step) => `${step.operation} ${step.state}`),
    isJournalled: plan?.steps.every((step) => step.intendedAt && step.doneAt),
    isLogWhole: verifyChain(log).isIntact,
    calls: (await callsAfter(world, after))
      .filter(isChange)
      .map((call) => `${call.operation} in ${call.accountId}: ${call.outcome}`),
    standing: await standingOf(world, planId),
  };
}

async function askFor(way: 'apply' | 'undo', { world, planId }: Go): Promise<number> {
  const { deps, actor } = world;
  worked(
    way === 'apply'
      ? await applyPlan(deps, actor, { planId })
      : await undoPlan(deps, actor, { planId, typedName: ROLE }),
  );
  return (await callsAfter(world, 0)).at(-1)?.seq ?? 0;
}

/** Goes one way of plans, in consoles that die at a boundary and ones that come after them. */
async function goWay(way: 'apply' | 'undo', goes: Go[]) {
  const afters = await Promise.all(goes.map((go) => askFor(way, go)));
  const orders = goes.map(({ world, dieAt }) => ({
    databaseUrl: world.database.url,
    practiceUrl: world.practice.url,
    dieAt,
  }));
  const pasts = await workers.work(orders);
  return Promise.all(
    goes.map(async (go, at) => {
      const past = pasts[at] ?? null;
      if (past === null) await restart(go.world);
      return { dieAt: go.dieAt, past, left: await tracesOf(go, afters[at] ?? 0) };
    }),
  );
}

/** A plan of one console, made and taken back by a process that nobody kills. */
async function goUnharmed() {
  const goes = await newGoes([0]);
  const [applied] = await goWay('apply', goes);
  const [undone] = await goWay('undo', goes);
  if (!applied || !undone) throw new Error('It went no way.');
  return { applied, undone };
}

it('leaves the same behind, and calls nothing twice, wherever its process is killed', {
  timeout: 900_000,
}, async () => {
  const { applied, undone } = await goUnharmed();
  expect(applied.left).toMatchObject({ state: 'proven', isJournalled: true });
  expect(undone.left).toMatchObject({ state: 'undone', isLogWhole: true });
  expect(applied.left.calls).toHaveLength(4);
  expect(undone.left.calls).toHaveLength(4);

  const boundaries = Array.from({ length: applied.past ?? 0 }, (_, before) => before + 1);
  while (boundaries.length > 0) {
    const dying = boundaries.splice(0, worlds.length);
    const goes = await newGoes(dying);
    expect(await goWay('apply', goes)).toEqual(
      dying.map((dieAt) => ({ dieAt, past: null, left: applied.left })),
    );
    expect(await goWay('undo', goes)).toEqual(
      dying.map((dieAt) => {
        const past = dieAt <= (undone.past ?? 0) ? null : undone.past;
        return { dieAt, past, left: undone.left };
      }),
    );
  }
});
