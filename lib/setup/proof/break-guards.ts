import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { S3Call } from '@/lib/ports';
import { type Asking, askingOf, breachesOf, questionOf } from '../guards/asks';
import type { Breach } from '../guards/guard-kind';
import { judgeWorst } from '../judge-role';
import type { ProofCheckView } from '../schema';
import { markerKey } from '../world/ask';
import { askBucketUse } from '../world/ask-workload';
import { sceneOf } from './crossing-checks';
import { checkOf, evaluated, observe, whyOf } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import type { NamedTrial, Observation } from './prove-deps';

/**
 * The right caller, against one guard of the bucket each time: by a real call where one can be
 * made so, and by what the engine says of the others.
 */
export async function breakGuards(
  trial: NamedTrial,
  facts: WorldFacts,
  right: Asking,
): Promise<ProofCheckView[]> {
  const { who, guards, bucket } = trial.request;
  const checks: ProofCheckView[] = [];
  for (const breach of breachesOf(guards, sceneOf(trial, who.arn))) {
    const id = breach.id.replace(/^assume-/, 'use-');
    const sentence = `${who.name} uses ${bucket} ${breach.how}`;
    const seen = await breachCall(trial, facts, right, breach);
    checks.push(checkOf({ id, sentence, expected: 'denied' }, seen));
  }
  return checks;
}

async function breachCall(
  trial: NamedTrial,
  facts: WorldFacts,
  right: Asking,
  breach: Breach,
): Promise<Observation> {
  const { run, request, trusted, trusting, whyNot } = trial;
  const { aws, clock } = run.deps;
  const { arn: principalArn } = request.who;
  const asking = askingOf(right, breach);
  const judge = (why: string) => {
    const answers = askBucketUse(facts, principalArn, request, questionOf(asking));
    return evaluated(why, judgeWorst(answers).deck);
  };
  if (breach.kind === 'evaluated') return judge(breach.why);
  if (!trusted || whyNot !== null) return judge(whyNot ?? 'no connection');
  await run.renew();
  const { withMfa } = asking.ask;
  const acted = await observe(clock, () => aws.actAs(trusted, { principalArn, withMfa }));
  const keys = acted.value;
  if (!keys) return judge(whyOf(acted.seen));
  const call = { ...firstCall(trial), ...ownerElsewhere(trial) };
  return (await observe(clock, () => aws.s3(trusting, keys, call))).seen;
}

/** A call that the plan allows; what it would write goes with the marker of the proof. */
function firstCall({ request, plan }: NamedTrial): S3Call {
  const key = markerKey(request.keys);
  const { bucket } = request;
  return request.access === 'write'
    ? { kind: 'put', bucket, key, body: `Drawbridge. Plan ${plan.id}.\n` }
    : { kind: 'get', bucket, key };
}
