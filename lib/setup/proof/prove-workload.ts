import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
import { deckOfAnswer, judgeWorst } from '../judge-role';
import { workloadPieces } from '../recipes/workload-pieces';
import type { WorkloadRequest } from '../recipes/workload-request';
import type { ProofCheckView } from '../schema';
import { markerKey } from '../world/ask';
import { askKeyUse } from '../world/ask-key';
import { askBucketUse } from '../world/ask-workload';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { bucketChecks } from './bucket-checks';
import { cleanUp } from './clean-up';
import { checkOf, observe, untested } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import { pickRefused } from './pick-refused';
import type { Made, Observation, Trial } from './prove-deps';

type WorkloadTrial = Trial & { request: WorkloadRequest };

/**
 * Uses the bucket as the user or role that the plan is for, for real: what is put there is encrypted with the
 * bucket's key, and reading it back decrypts it. That is the proof of the key; to decrypt a file
 * that was never encrypted could only fail. Somebody else of the account must be refused.
 */
export async function proveWorkload(trial: Trial): Promise<Made> {
  const one = trial as WorkloadTrial; // the request of a workload's plan is one of a workload
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, workloadPieces(one.request));
  const { seen, credentials } = await takeRole(one, facts);
  const { who } = one.request;
  const used = credentials
    ? await bucketChecks(one, credentials, facts)
    : { checks: [], left: [] };
  const sentence = `${who.name} calls as itself`;
  const asked = { id: 'assume', sentence, expected: 'works' } as const;
  const checks = [
    checkOf(asked, credentials ? seenBy(one, used.checks, seen) : seen),
    ...used.checks,
    await strangerCheck(one, facts),
  ];
  return { checks, remaining: await cleanUp(one, used.left) };
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

async function takeRole(
  { run, trusted, request }: WorkloadTrial,
  facts: WorldFacts,
): Promise<{ seen: Observation; credentials: AwsCredentials | null }> {
  const { aws, clock } = run.deps;
  if (!trusted)
    return {
      seen: untested('Not tested: no connection to its account.'),
      credentials: null,
    };
  const { who, newRole } = request;
  const { arn } = who;
  const acted = await observe(clock, () =>
    aws.actAs(trusted, { principalArn: arn, withMfa: false }),
  );
  if (acted.value) return { seen: acted.seen, credentials: acted.value };
  const { answer } = judgeWorst([
    ...askBucketUse(facts, arn, request),
    ...askKeyUse(facts, arn, request),
  ]);
  const verdict =
    answer && deckOfAnswer(answer) === 'works' ? 'it works' : 'it may not work';
  return {
    seen: untested(
      `Not tested: ${newRole ? 'only its service takes this role, and this console cannot' : `this console cannot call as ${who.name}`} (${acted.seen.code}). By evaluation: ${verdict}.`,
    ),
    credentials: null,
  };
}

/** Somebody else of the workload's account asks for the object that the workload may have. */
async function strangerCheck(
  { run, trusted, trusting, request, plan }: WorkloadTrial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
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
  const acted = await aws.actAs(trusted, { principalArn: stranger, withMfa: false });
  if (!acted.ok)
    return checkOf(
      asked,
      untested(`Not tested: no credentials of ${name} could be had.`),
    );
  const elsewhere = ownerElsewhere({ plan, trusting });
  const call = { kind: 'get', bucket: request.bucket, key, ...elsewhere } as const;
  const { seen } = await observe(clock, () => aws.s3(trusting, acted.value, call));
  return checkOf(asked, seen);
}
