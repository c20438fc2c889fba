import { changesAreOff } from '@/lib/core/changes-are-off';
import { isAsItself } from '@/lib/core/is-as-itself';
import type { Result } from '@/lib/core/result';
import { sayTime } from '@/lib/core/say-time';
import type { AwsFailure, StoredPlan } from '@/lib/ports';
import { isByOwner } from './plan/by-owner';
import { isRoleFirst } from './plan/is-role-first';
import { takesWord } from './plan/is-whole-theirs';
import { isAskedChange } from './plan/shows-difference';
import type { PlanJob } from './plan-job';
import { driftOf } from './proof/find-drift';
import { type ProveDeps, prove } from './proof/prove';
import { isAgainst, isCrossed } from './proof/say-proof';
import { settleProof } from './proof/settle-proof';
import { standsByReading } from './proof/stands-by-reading';
import type { Run } from './saga/run-deps';
import { withLease } from './saga/with-lease';
import type { ProofCheckView, ProofView } from './schema';
import { testIntent } from './test-intent';
import { tryOurHalf } from './try-our-half';
import { type WatchJob, watchAgain } from './watch-job';
import { connectionIn } from './world/connection-in';

type Deps = ProveDeps & {
  enqueue(job: WatchJob | (PlanJob & { name: 'plan-run' })): Promise<void>;
};

const WATCHED_DAYS = 30;
const MS_PER_DAY = 86_400_000;

/**
 * Looks whether the owner of the other account has written their half. When both agree the
 * plan is proven by itself; until then it is looked at again, ever more seldom.
 */
export async function watchPlan(deps: Deps, job: WatchJob): Promise<void> {
  try {
    await withLease(deps, job.planId, async (renew) => {
      const run = await openWaiting(deps, job, renew);
      if (!run) return;
      if (job.round === 0 && !job.isSaid) await noteTrying(run);
      await lookOnce(run);
    });
  } finally {
    await goOnWatching(deps, job);
  }
}

/** A look that failed is no last one; and an undo may have given up waiting for it. */
async function goOnWatching(deps: Deps, job: WatchJob): Promise<void> {
  const { workspaceId, planId } = job;
  const plan = await deps.plans.find(workspaceId, planId);
  if (plan?.state === 'undoing')
    await deps.enqueue({ name: 'plan-run', workspaceId, planId });
  const next = watchAgain(job);
  if (next && plan?.state === 'waiting' && isWatched(plan, deps.clock.now()))
    await deps.enqueue(next);
}

const isWatched = ({ createdAt }: StoredPlan, now: Date): boolean =>
  now.getTime() - createdAt.getTime() < WATCHED_DAYS * MS_PER_DAY;

async function openWaiting(
  deps: Deps,
  { workspaceId, planId }: WatchJob,
  renew: () => Promise<void>,
): Promise<Run<Deps> | null> {
  const plan = await deps.plans.find(workspaceId, planId);
  if (plan?.state !== 'waiting') return null;
  const accounts = await deps.accounts.list(workspaceId);
  return { deps, plan, renew, connectionOf: connectionIn(deps, accounts) };
}

/** Each look at a bucket that is used without a role may write to it: that is on record first. */
async function noteTrying({ deps, plan }: Run<ProveDeps>): Promise<void> {
  if (!isAsItself(plan.body) || !deps.env.areChangesOn) return;
  const by = { actorId: plan.createdById, actorName: 'Drawbridge' };
  const tries = isRoleFirst(plan)
    ? 'tries to write our half until its role is there, and tests'
    : 'tests';
  const sentence = `Drawbridge ${tries} again and again until both halves stand: ${plan.title}.`;
  await deps.activity.append(testIntent(plan, by, sentence));
}

async function lookOnce(run: Run<Deps>): Promise<void> {
  const { deps, plan } = run;
  const off = deps.env.areChangesOn ? null : changesAreOff.message;
  const ours = off === null ? await tryOurHalf(run) : null;
  if (ours?.kind === 'moved-on') return;
  const unwritten = ours?.kind === 'awaited' ? ours.says : null;
  const unfinished = unwritten ?? (await readTheirs(run)) ?? off;
  const proof = unfinished
    ? null
    : await prove(run, { isFresh: false, isPatient: false });
  if (proof && (await isSettled(run, proof))) {
    await noteTheirs(run, proof);
    await settleProof(run, proof, ['waiting']);
    return;
  }
  const seen = unfinished ?? (proof ? saySeen(proof) : '');
  const looked = `Looked at ${sayTime(deps.clock.now())}.`;
  await deps.plans.setProgress(plan.id, `${looked} ${seen}`.trim());
}

/**
 * The crossing was made for real. Where no call of ours may ever show that, its owner's word is
 * taken for what it is, or that their half is seen to stand, unless AWS refuses what must work.
 */
async function isSettled(run: Run<Deps>, proof: ProofView): Promise<boolean> {
  const { plan } = run;
  if (isAskedChange(plan)) return proof.state === 'green' || isSaid(proof);
  // Whom the console gets in for is told by another call than whether it gets in.
  const isUnsaid = plan.body.handsOutAs !== undefined && proof.checks.some(isRefused);
  if (!takesWord(plan)) return isCrossed(proof) && !isUnsaid;
  if (proof.checks.some(isRefused)) return false;
  if (isCrossed(proof) || proof.confirmed !== undefined) return true;
  return standsByReading(run);
}

const isSaid = ({ checks, confirmed }: ProofView): boolean =>
  confirmed !== undefined && !checks.some(isAgainst);

const isRefused = ({ expected, outcome }: ProofCheckView): boolean =>
  expected === 'works' && outcome === 'denied';

function saySeen({ checks, confirmed, before, sentence }: ProofView): string {
  const against = checks.find(isRefused) ?? (before && checks.find(isAgainst));
  const word = confirmed ? `${confirmed.name} says that it is run. ` : '';
  if (against)
    return `${word}AWS still ${isRefused(against) ? 'refuses' : 'lets through'}: ${against.sentence} (${against.code}).`;
  const crossing = checks.find(({ id }) => id === 'assume');
  return before && crossing?.outcome === 'works' ? sentence : (crossing?.code ?? '');
}

/** Where the other account can be read by now: what is still missing there; null for nothing. */
async function readTheirs(run: Run<ProveDeps>): Promise<string | null> {
  const { deps, plan } = run;
  for (const step of plan.steps.filter(isByOwner(plan))) {
    const connection = run.connectionOf(step.accountId);
    if (!connection) continue;
    await run.renew();
    const live = await deps.aws.readTarget(connection, step.target);
    if (!live.ok) return sayUnread(live);
    if (driftOf(plan.id, step, live.value) !== null)
      return `${step.title} is not there yet.`;
  }
  return null;
}

const sayUnread = ({ error }: Extract<Result<never, AwsFailure>, { ok: false }>) =>
  error.kind === 'refused'
    ? `AWS refused ${error.operation}: ${error.code}.`
    : 'AWS could not be asked just now.';

async function noteTheirs(
  { deps, plan }: Run<ProveDeps>,
  { confirmed }: ProofView,
): Promise<void> {
  for (const { number } of plan.steps.filter(isByOwner(plan)))
    await deps.plans.updateStep(plan.id, number, {
      state: 'done',
      doneAt: deps.clock.now(),
      detail: confirmed ? `${confirmed.name} says so.` : 'Run by its owner.',
    });
}
