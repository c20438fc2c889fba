import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { type Asking, questionOf, rightAsking } from '../guards/asks';
import { judgeWorst } from '../judge-role';
import { workloadPieces } from '../recipes/workload-pieces';
import type { ProofCheckView } from '../schema';
import { markerKey } from '../world/ask';
import { askKeyUse } from '../world/ask-key';
import { askBucketUse } from '../world/ask-workload';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { breakGuards } from './break-guards';
import type { Caller } from './call-check';
import { sceneOf } from './crossing-checks';
import { checkOf, evaluated, observe, untested } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import { pickRefused } from './pick-refused';
import type { Made, Observation, Trial, WorkloadTrial } from './prove-deps';
import { tryUse } from './try-use';

/**
 * Uses the bucket as the user or role that the plan is for, for real: what is put there is
 * encrypted with the bucket's key, and reading it back decrypts it. That is the proof of the key;
 * to decrypt a file that was never encrypted could only fail. Against its guards the bucket must
 * refuse, and so it must somebody else of the account.
 */
export async function proveWorkload(trial: Trial): Promise<Made> {
  const one = trial as WorkloadTrial; // the request of a workload's plan is one of a workload
  const { who, guards } = one.request;
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, workloadPieces(one.request));
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
    await strangerCheck(one, facts),
  ];
  return { ...used, checks };
}

/** Keys alone show nothing: what shows the crossing is a call that the bucket answered. */
function seenBy(
  { request }: WorkloadTrial,
  checks: ProofCheckView[],
  seen: Observation,
): Observation {
  const calls = checks.filter(({ expected }) => expected === 'works');
  if (calls.some(({ outcome }) => outcome !== 'not-tested')) return seen;
  const why = calls[0] ? ` (${calls[0].code})` : '';
  return untested(`Not tested: no call on ${request.bucket} was answered${why}.`);
}

async function takeKeys(
  trial: WorkloadTrial,
  facts: WorldFacts,
  asking: Asking,
): Promise<{ seen: Observation; caller: Caller }> {
  const { run, trusted, request } = trial;
  const { aws, clock } = run.deps;
  const { who, newRole } = request;
  if (!trusted) return nobody(trial, facts, asking, 'no connection to its account');
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
  { request }: WorkloadTrial,
  facts: WorldFacts,
  asking: Asking,
  whyNot: string,
): { seen: Observation; caller: Caller } {
  const { arn } = request.who;
  const known = questionOf(asking);
  const { deck } = judgeWorst([
    ...askBucketUse(facts, arn, request, known),
    ...askKeyUse(facts, arn, request, known),
  ]);
  return {
    seen: evaluated(whyNot, deck),
    caller: { credentials: null, whyNot, asking },
  };
}

/** Somebody else of the workload's account asks for the object that the workload may have. */
async function strangerCheck(
  trial: WorkloadTrial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  const { run, trusted, trusting, request, plan } = trial;
  const { aws, clock } = run.deps;
  const key = markerKey(request.keys);
  const { who } = request;
  const reading = { ...request, access: 'read' } as const;
  const stranger =
    trusted &&
    pickRefused(facts, who.accountId, [who.arn], (arn) =>
      askBucketUse(facts, arn, reading),
    );
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const sentence = `${name}, in ${plan.body.trustedAccountName} too, reads ${key}`;
  const asked = { id: 'get-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await run.renew();
  const { withMfa } = rightAsking(request.guards, sceneOf(trial, stranger)).ask;
  const acted = await aws.actAs(trusted, { principalArn: stranger, withMfa });
  if (!acted.ok)
    return checkOf(asked, evaluated(`no credentials of ${name} could be had`, 'denied'));
  const elsewhere = ownerElsewhere({ plan, trusting });
  const call = { kind: 'get', bucket: request.bucket, key, ...elsewhere } as const;
  const { seen } = await observe(clock, () => aws.s3(trusting, acted.value, call));
  return checkOf(asked, seen);
}
