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
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const ROLE = 'x-killed';

let workers: Awaited<ReturnType<typeof startWorkers>>;
beforeAll(async () => {
  workers = await startWorkers();
  await encryptBucket();
});
afterAll(() => workers.stop());

async function encryptBucket(): Promise<void> {
  const { kms, s3 } = await world().practice.admin(DATA);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
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
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
}

const newPlan = () =>
  world().planFor({
    recipe: 'workload-bucket',
    who: '',
    workload: 'lambda',
    trustedAccount: TOOLING,
    access: 'both',
    roleName: ROLE,
  });

/** A console that starts and dies before a boundary; null when it died. */
const startAndDie = (dieAt: number) =>
  workers.work({
    databaseUrl: world().database.url,
    practiceUrl: world().practice.url,
    dieAt,
  });

/** A console that starts when the lease of the dead one has run out. */
async function restart(): Promise<void> {
  const { database, deps, run } = world();
  await database.prisma
    .$executeRaw`UPDATE "Plan" SET "leaseUntil" = now() - interval '1 s'`;
  await resumeInterrupted({ ...deps, enqueue: ({ planId }) => run(planId) });
}

const callsAfter = async (after: number): Promise<LoggedCall[]> =>
  (
    await world().practice.control<{ entries: LoggedCall[] }>(
      'GET',
      `/log?after=${after}`,
    )
  ).entries;

/** A change of an account; what a proof does to its own object is none. */
const isChange = ({ readOnly, operation, service }: LoggedCall): boolean =>
  !readOnly && service !== 'sts' && !operation.endsWith('Object');

/** All that one way of a plan leaves behind: at AWS, in the journal and in the log. */
async function traces(planId: string, work: () => Promise<unknown>) {
  const { deps, actor } = world();
  const after = (await callsAfter(0)).at(-1)?.seq ?? 0;
  await work();
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const log = await deps.activity.all(actor.workspaceId);
  return {
    state: plan?.state,
    progress: plan?.progress,
    steps: plan?.steps.map((step) => `${step.operation} ${step.state}`),
    isJournalled: plan?.steps.every((step) => step.intendedAt && step.doneAt),
    isLogWhole: verifyChain(log).isIntact,
    calls: (await callsAfter(after))
      .filter(isChange)
      .map((call) => `${call.operation} in ${call.accountId}: ${call.outcome}`),
    standing: await world().standing(planId),
  };
}

const askFor = async (way: 'apply' | 'undo', planId: string) => {
  const { deps, actor } = world();
  worked(
    way === 'apply'
      ? await applyPlan(deps, actor, { planId })
      : await undoPlan(deps, actor, { planId, typedName: ROLE }),
  );
};

/** Goes one way of a plan, in a console that dies at a boundary and one that comes after it. */
async function goWay(way: 'apply' | 'undo', planId: string, dieAt: number) {
  await askFor(way, planId);
  let past: number | null = null;
  const left = await traces(planId, async () => {
    past = await startAndDie(dieAt);
    if (past === null) await restart();
  });
  return { past: past as number | null, left };
}

it('leaves the same behind, and calls nothing twice, wherever its process is killed', {
  timeout: 900_000,
}, async () => {
  const first = await newPlan();
  const applied = await goWay('apply', first, 0);
  const undone = await goWay('undo', first, 0);
  expect(applied.left).toMatchObject({ state: 'proven', isJournalled: true });
  expect(undone.left).toMatchObject({ state: 'undone', isLogWhole: true });
  expect(applied.left.calls).toHaveLength(4);
  expect(undone.left.calls).toHaveLength(4);

  for (let dieAt = 1; dieAt <= (applied.past ?? 0); dieAt += 1) {
    const planId = await newPlan();
    const again = await goWay('apply', planId, dieAt);
    expect({ dieAt, ...again }).toEqual({ dieAt, past: null, left: applied.left });
    const back = await goWay('undo', planId, dieAt);
    const past = dieAt <= (undone.past ?? 0) ? null : undone.past;
    expect({ dieAt, ...back }).toEqual({ dieAt, past, left: undone.left });
  }
});
