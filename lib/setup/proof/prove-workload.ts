import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { type Asking, questionOf, rightAsking } from '../guards/asks';
import { judgeWorst } from '../judge-role';
import { judgeOutside } from '../judge-vendor';
import { callerOfUse } from '../judge-workload';
import { workloadPieces } from '../recipes/workload-pieces';
import type { ProofCheckView } from '../schema';
import { askUse } from '../world/ask-workload';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { breakGuards } from './break-guards';
import { bucketStranger } from './bucket-stranger';
import type { Caller } from './call-check';
import { sceneOf } from './crossing-checks';
import { checkOf, evaluated, observe, untested } from './observe';
import { NOT_OURS_TO_PLAY } from './pick-refused';
import type { Made, NamedTrial, Observation, Trial, WorkloadTrial } from './prove-deps';
import { tryUse } from './try-use';

/**
 * Uses the bucket as the user or role that the plan is for, for real: what is put there is
 * encrypted with the bucket's key, and reading it back decrypts it. That is the proof of the key;
 * to decrypt a file that was never encrypted could only fail. Against its guards the bucket must
 * refuse, and so it must somebody whom the plan does not name.
 */
export async function proveWorkload(trial: Trial): Promise<Made> {
  const whole = trial as WorkloadTrial; // the request of a workload's plan is one of a workload
  const world = await loadWorld(whole.run.deps, whole.plan.workspaceId);
  const facts = worldAfter(world, workloadPieces(whole.request));
  const one = playedIn(whole, facts);
  const { who, guards } = one.request;
  const asking = rightAsking(guards, sceneOf(one, who.arn));
  const { seen, caller } = await takeKeys(one, facts, asking);
  // First, so that what a guard lets through wrongly is taken away with the marker.
  const against = await breakGuards(one, facts, asking);
  const used = await tryUse(one, facts, caller);
  const sentence = `${who.name} calls as itself`;
  const asked = { id: 'assume', sentence, expected: 'works' } as const;
  const checks = [
    checkOf(asked, caller.credentials ? seenBy(one, used.checks, seen) : seen),
    ...used.checks,
    ...against,
    await bucketStranger(whole, facts, world.accounts),
  ];
  return { ...used, checks };
}

/**
 * Of an account that is named alone whoever gets the furthest calls, if its own policies let
 * anybody; a call of one whom they do not let would show nothing of the plan.
 */
function playedIn(trial: WorkloadTrial, facts: WorldFacts): NamedTrial {
  const { request, plan, trusted: connection } = trial;
  const { who, ...use } = request;
  const whyNot = connection ? null : AFAR;
  if (who) return { ...trial, request: { ...request, who }, whyNot };
  const { trustedAccountId: accountId, trustedAccountName } = plan.body;
  const arn = callerOfUse(facts, request);
  const answers = askUse(facts, arn, request);
  const isNobody = judgeOutside(answers).deck === 'denied';
  const isKnown = facts.accounts.has(accountId) && !isNobody;
  const isPlayed = !NOT_OURS_TO_PLAY.test(arn);
  const name = isKnown ? nameOfArn(arn) : `somebody in ${trustedAccountName}`;
  const kind = arn.includes(':user/') ? 'user' : 'role';
  const body = { ...plan.body, roleArn: arn, whoArn: arn, roleName: name };
  return {
    ...trial,
    plan: { ...plan, body },
    request: { ...use, who: { kind, arn, name, accountId }, trusted: undefined },
    whyNot: whyNot ?? (isNobody ? NOBODY_YET : null) ?? (isPlayed ? null : NOT_PLAYED),
  };
}

const AFAR = 'no connection to its account';
const NOBODY_YET = 'as things stand nobody there may use the bucket';
const NOT_PLAYED = 'this console does not call as a role of AWS’s or of its own';

/** Keys alone show nothing: what shows the crossing is a call that the bucket answered. */
function seenBy(
  { request }: NamedTrial,
  checks: ProofCheckView[],
  seen: Observation,
): Observation {
  const calls = checks.filter(({ expected }) => expected === 'works');
  if (calls.some(({ outcome }) => outcome !== 'not-tested')) return seen;
  const why = calls[0] ? ` (${calls[0].code})` : '';
  return untested(`Not tested: no call on ${request.bucket} was answered${why}.`);
}

async function takeKeys(
  trial: NamedTrial,
  facts: WorldFacts,
  asking: Asking,
): Promise<{ seen: Observation; caller: Caller }> {
  const { run, trusted, request, whyNot } = trial;
  const { aws, clock } = run.deps;
  const { who, newRole } = request;
  if (!trusted || whyNot !== null) return nobody(trial, facts, asking, whyNot ?? AFAR);
  const { withMfa } = asking.ask;
  const acted = await observe(clock, () =>
    aws.actAs(trusted, { principalArn: who.arn, withMfa }),
  );
  if (acted.value)
    return { seen: acted.seen, caller: { credentials: acted.value, whyNot: '', asking } };
  const whose = newRole
    ? 'only its service takes this role, and this console cannot'
    : `this console cannot call as ${who.name}`;
  return nobody(trial, facts, asking, `${whose} (${acted.seen.code})`);
}

/** Without keys of the caller the engine answers alone. */
function nobody(
  { request }: NamedTrial,
  facts: WorldFacts,
  asking: Asking,
  whyNot: string,
): { seen: Observation; caller: Caller } {
  const { arn } = request.who;
  const known = questionOf(asking);
  const { deck } = judgeWorst(askUse(facts, arn, request, known));
  return {
    seen: evaluated(whyNot, deck),
    caller: { credentials: null, whyNot, asking },
  };
}
