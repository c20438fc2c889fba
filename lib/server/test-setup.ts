import { afterAll, beforeAll } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import { type TestDatabase, useTestDatabase } from '@/lib/db/test-database';
import { newUser } from '@/lib/db/test-rows';
import { seedPractice } from '@/lib/inventory/seed-practice';
import { startTestPractice } from '@/lib/practice/test-practice';
import { applyPlan } from '@/lib/setup/apply-plan';
import { changePlan } from '@/lib/setup/change-plan';
import { createPlan } from '@/lib/setup/create-plan';
import { actor as person } from '@/lib/setup/fakes/people';
import { getPlan } from '@/lib/setup/get-plan';
import { openDraft } from '@/lib/setup/open-draft';
import { runPlan } from '@/lib/setup/run-plan';
import { saveDraft } from '@/lib/setup/save-draft';
import { DraftFields } from '@/lib/setup/schema';
import { undoPlan } from '@/lib/setup/undo-plan';
import { connectionIn } from '@/lib/setup/world/connection-in';
import { systemClock } from './clock';
import { DATA, TOOLING, worked } from './test-aws';
import { testDeps } from './test-deps';
import { startTape } from './test-tape';

export { SECRET } from './test-deps';

export const CI = `arn:aws:iam::${TOOLING}:role/ci-deploy`;

/**
 * `small`: two accounts. `org`: a whole organisation, and its auditor outside it. Taped: every
 * secret that goes between console and AWS is remembered.
 */
type Options = { seed?: 'small' | 'org'; isTaped?: boolean };

type Practice = Awaited<ReturnType<typeof startTestPractice>>;
type Tape = Awaited<ReturnType<typeof startTape>>;
export type SetupWorld = Awaited<ReturnType<typeof openWorld>>;

/** A console on a database and practice accounts of its own; call the result inside tests. */
export function useSetupWorld({
  seed = 'small',
  isTaped = false,
}: Options = {}): () => SetupWorld {
  const database = useTestDatabase();
  let practice: Practice | null = null;
  let tape: Tape | null = null;
  let world: SetupWorld | null = null;
  beforeAll(async () => {
    practice = await startTestPractice({ seed });
    tape = isTaped ? await startTape(practice.url) : null;
    const { url } = tape ?? practice;
    world = await openWorld(database(), { ...practice, url }, tape?.secrets ?? new Set());
  });
  afterAll(async () => {
    tape?.stop();
    await practice?.stop();
  });
  return () => {
    if (!world) throw new Error('The console is there once tests run.');
    return world;
  };
}

/** The use cases as they are wired. */
async function openWorld(
  database: TestDatabase,
  practice: Practice,
  secrets: Set<string>,
) {
  const { actor, deps } = await connect(database, practice);
  const job = (planId: string) => ({ workspaceId: actor.workspaceId, planId });
  const run = (planId: string) => runPlan(deps, job(planId));
  return {
    database,
    practice,
    /** What was on the tape so far. */
    secrets,
    deps,
    actor,
    job,
    run,
    async planFor(fields: Partial<DraftFields>): Promise<string> {
      const { id: draftId } = worked(await openDraft(deps, actor));
      const whole = { ...DraftFields.parse({}), who: CI, bucket: 'app-logs', ...fields };
      const input = { draftId: draftId as never, step: 'review', fields: whole } as const;
      worked(await saveDraft(deps, actor, input));
      return worked(await createPlan(deps, actor, { draftId })).planId;
    },
    /** A plan that changes a standing one by its form. */
    async changeFor(planId: string, change: Partial<DraftFields>): Promise<string> {
      const { draftId } = worked(await changePlan(deps, actor, { planId }));
      const draft = await deps.drafts.find(actor.workspaceId, actor.userId, draftId);
      if (!draft) throw new Error('no draft');
      await deps.drafts.save({ ...draft, fields: { ...draft.fields, ...change } });
      return worked(await createPlan(deps, actor, { draftId })).planId;
    },
    async applyAndRun(planId: string): Promise<void> {
      worked(await applyPlan(deps, actor, { planId }));
      await run(planId);
    },
    /** The same where AWS refuses for good: nobody waits for what may still be spreading. */
    async applyAndHurry(planId: string): Promise<void> {
      worked(await applyPlan(deps, actor, { planId }));
      await runPlan({ ...deps, clock: hurriedClock() }, job(planId));
    },
    async undoAndRun(planId: string, typedName: string): Promise<void> {
      worked(await undoPlan(deps, actor, { planId, typedName }));
      await run(planId);
    },
    viewOf: async (planId: string) => worked(await getPlan(deps, actor, planId)),
    standing: (planId: string) => standing(deps, actor, planId),
  };
}

/** What AWS holds of a plan: each target as it is read, with its tags but for the plan's id. */
async function standing(
  deps: ReturnType<typeof testDeps>,
  { workspaceId }: { workspaceId: WorkspaceId },
  planId: string,
) {
  const plan = await deps.plans.find(workspaceId, planId);
  const connectionTo = connectionIn(deps, await deps.accounts.list(workspaceId));
  const read = (plan?.steps ?? []).map(async ({ accountId, target }) => {
    const connection = connectionTo(accountId);
    if (!connection) throw new Error(`no connection to ${accountId}`);
    const state = worked(await deps.aws.readTarget(connection, target));
    return state.exists ? { document: state.document, tags: state.tags } : null;
  });
  return JSON.parse(JSON.stringify(await Promise.all(read)).replaceAll(planId, 'plan'));
}

/** Time that runs ahead by whatever it is asked to wait. */
function hurriedClock(): typeof systemClock {
  let aheadMs = 0;
  return {
    now: () => new Date(systemClock.now().getTime() + aheadMs),
    sleep: async (milliseconds) => {
      aheadMs += milliseconds;
    },
  };
}

async function connect(database: TestDatabase, practice: Practice) {
  const { stores } = database;
  const workspaceId = WorkspaceId.parse(practice.worldId);
  await stores.workspaces.ensure({ id: workspaceId, name: 'Practice', kind: 'practice' });
  const deps = testDeps(stores, practice.url);
  await seedPractice(deps, workspaceId, await practice.control('GET', ''));
  await deps.readAgain(workspaceId, [TOOLING, DATA]);
  const userId = await newUser(database);
  const handle = await stores.people.ensureHandle(userId, person.handle);
  const actor = { ...person, workspaceId, userId, handle };
  return { deps, actor };
}
