import { parseArn } from '@/lib/core/arn';
import { isAsItself } from '@/lib/core/is-as-itself';
import type { AwsConnection, StoredPlan } from '@/lib/ports';
import { confirmationOf } from '../handshake/owner-half';
import { isByOwner } from '../plan/by-owner';
import { isWholeTheirs, takesWord } from '../plan/is-whole-theirs';
import type { PlanFixture } from '../plan/plan-fixture';
import { readFixture } from '../plan/read-fixture';
import { isAskedChange, showsDifference } from '../plan/shows-difference';
import { RECIPES } from '../recipes/recipes';
import type { Run } from '../saga/run-deps';
import { SPREADING_MS } from '../saga/spreading';
import type { Confirmation, ProofView } from '../schema';
import { proveByTrail } from './prove-by-trail';
import type { Made, ProveDeps, Trial } from './prove-deps';
import { proveFromHere } from './prove-from-here';
import { proveHandOut } from './prove-hand-out';
import { proveMend } from './prove-mend';
import { proveOurHalf } from './prove-our-half';
import { proveRestored } from './prove-restored';
import { proveTheirs } from './prove-theirs';
import { proveTokenMend } from './prove-token-mend';
import { proveUseMend } from './prove-use-mend';
import { isCrossed, proofSentence } from './say-proof';

export type { ProveDeps } from './prove-deps';

/**
 * Proves a crossing by real calls with real temporary credentials: what must work, and what
 * must not. Tells what AWS answered to each; nothing is taken from the engine's word.
 *
 * @param isFresh the steps were written just now, so a refusal may still pass
 * @param isPatient waits for what may still pass; a look that is repeated anyway does not
 */
export async function prove(
  run: Run<ProveDeps>,
  { isFresh, isPatient = true }: { isFresh: boolean; isPatient?: boolean },
): Promise<ProofView> {
  const { deps, plan } = run;
  const id = deps.random.uuid();
  // The console takes a role that it hands out by names of this kind alone.
  const prefix = plan.body.handsOutAs === undefined ? 'drawbridge' : 'db';
  const sessionName = `${prefix}-proof-${id.slice(0, 8)}`;
  const ranAt = deps.clock.now().toISOString();
  if (plan.body.restores !== undefined)
    return { id, ...(await proveRestored(run)), ranAt, sessionName };
  const fixture = readFixture(plan);
  const now = deps.clock.now().getTime();
  const settled = isFresh ? now + SPREADING_MS : Math.max(now, settledAt(plan));
  const patientUntil = isPatient ? settled : now;
  const trial = await trialOf(run, fixture, sessionName, patientUntil);
  const made = trial ? await proveBy(trial) : { checks: [], remaining: [] };
  const isAlike = isAskedChange(plan) && !showsDifference(plan, made.checks);
  const confirmed = isCrossed(made) && !isAlike ? null : await wordOf(run);
  const before = plan.proof?.before;
  return {
    id,
    ...proofSentence(fixture, { ...made, isAlike }, plan.body, confirmed),
    ...(confirmed && { confirmed }),
    checks: made.checks,
    ...(before && { before }),
    ranAt: deps.clock.now().toISOString(),
    sessionName,
  };
}

/** The owner's word, where it is all that there is: a role that nobody took yet may be taken. */
const wordOf = async ({ deps, plan }: Run<ProveDeps>): Promise<Confirmation | null> =>
  takesWord(plan) ? confirmationOf(deps.attestations, plan) : null;

async function trialOf(
  run: Run<ProveDeps>,
  fixture: PlanFixture,
  sessionName: string,
  patientUntil: number,
): Promise<Trial | null> {
  const { plan } = run;
  const { trustedAccountId, trustingAccountId, region } = plan.body;
  const trusted = run.connectionOf(trustedAccountId);
  const own = run.connectionOf(trustingAccountId);
  // Without a way into the role's account, calls can still be made from elsewhere.
  const trusting = own ?? trusted ?? (await wayOut(run));
  if (!trusting) return null;
  return {
    run,
    plan,
    fixture,
    request: fixture.request,
    sessionName,
    patientUntil,
    trusted,
    trusting: atRegion(trusting, region),
    isTheirs: own === null,
  };
}

/** A way to AWS from any account of the role's partition; a call without keys needs no other. */
async function wayOut({ deps, plan, connectionOf }: Run<ProveDeps>) {
  const partition = parseArn(plan.body.roleArn)?.partition;
  const accounts = await deps.accounts.list(plan.workspaceId);
  const ways = accounts
    .filter((account) => account.partition === partition)
    .map(({ id }) => connectionOf(id));
  return ways.find((way) => way !== null) ?? null;
}

/** By whom the crossing can be tried: by us on both sides, or by one side and what it sees. */
function proveBy(trial: Trial): Promise<Made> {
  const { plan, run, trusted } = trial;
  const { trustedAccountId, trustingAccountId, fields } = plan.body;
  const isTheirs = (accountId: string) =>
    isByOwner(plan)({ accountId }) && run.connectionOf(accountId) === null;
  const isDirect = isAsItself(plan.body);
  const { handsOutAs, mends } = plan.body;
  if (handsOutAs !== undefined) return proveHandOut(trial, handsOutAs);
  const proveIt = mends ? proveMended : RECIPES[fields.recipe].prove;
  if (trial.isTheirs && isWholeTheirs(plan)) return proveTheirs(trial, proveIt);
  if (mends) return proveMended(trial);
  if (isTheirs(trustedAccountId))
    return isDirect ? proveOurHalf(trial) : proveByTrail(trial);
  if (trusted && isTheirs(trustingAccountId) && !isDirect)
    return proveFromHere({ ...trial, trusted });
  return RECIPES[fields.recipe].prove(trial);
}

/** What was refused, made anew: a use, a token, or the taking of a role. */
function proveMended(trial: Trial): Promise<Made> {
  const { mendsUse, mendsToken } = trial.plan.body;
  if (mendsUse) return proveUseMend(trial, mendsUse);
  return mendsToken ? proveTokenMend(trial) : proveMend(trial);
}

/** When the last write of the plan has surely spread. */
const settledAt = ({ steps }: StoredPlan): number =>
  Math.max(...steps.map(({ doneAt }) => doneAt?.getTime() ?? 0)) + SPREADING_MS;

const atRegion = (connection: AwsConnection, region: string): AwsConnection => ({
  ...connection,
  region,
});
