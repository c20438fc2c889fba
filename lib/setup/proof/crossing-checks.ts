import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
import {
  type Asking,
  askingOf,
  breachesOf,
  questionOf,
  rightAsking,
  sayBrings,
  sayPlaces,
} from '../guards/asks';
import type { Breach, Scene } from '../guards/guard-kind';
import { deckOfAnswer } from '../judge-role';
import type { ProofCheckView } from '../schema';
import { askAssume } from '../world/ask';
import { checkOf, evaluated, type Verdicts, whyOf } from './observe';
import type { Observation, PlayedTrial, Trial } from './prove-deps';
import { assumeWithPatience, tryAssume } from './try-assume';

/** Who is to cross, and how sure anybody here can be of it. */
export type Crosser = {
  principalArn: string;
  /** `anna, of ops,` */
  subject: string;
  /** Null where this console cannot call as the crosser; then the engine answers alone. */
  played: PlayedTrial | null;
  /** Why it cannot. */
  whyNot: string;
  /** What the engine's verdict means here, in words. */
  verdicts?: Verdicts;
  /** What a call against a guard has to come to; denied where this is absent. */
  expects?: (asking: Asking) => ProofCheckView['expected'];
  /** On what else the right call hangs, which no call of ours can choose; null for nothing. */
  hangsOn?: string | null;
};

type Crossed = { checks: ProofCheckView[]; credentials: AwsCredentials | null };

/** What a proof's calls are made of, for one caller. */
export const sceneOf = ({ run, sessionName }: Trial, principalArn: string): Scene => ({
  principalName: nameOfArn(principalArn),
  sessionName,
  noise: run.deps.random.base32(16),
  now: run.deps.clock.now(),
});

/**
 * Becomes the role as the plan wants it, and in every way that its guards must refuse. What no
 * call of ours can show is told by evaluation, as not tested.
 */
export async function crossingChecks(
  trial: Trial,
  facts: WorldFacts,
  crosser: Crosser,
): Promise<Crossed> {
  const { guards } = trial.request;
  const scene = sceneOf(trial, crosser.principalArn);
  const right = rightAsking(guards, scene);
  const seen = await rightCall(trial, facts, crosser, right);
  const becomes = `${crosser.subject} becomes ${trial.plan.body.roleName}`;
  const brings = sayBrings(guards);
  const sentence = brings === '' ? becomes : `${becomes} with ${brings}`;
  const checks = [checkOf({ id: 'assume', sentence, expected: 'works' }, seen)];
  for (const breach of breachesOf(guards, scene)) {
    const { id, how } = breach;
    const outcome = await breachCall(trial, facts, crosser, right, breach);
    const expected = crosser.expects?.(askingOf(right, breach)) ?? 'denied';
    checks.push(checkOf({ id, sentence: `${becomes} ${how}`, expected }, outcome));
  }
  return { checks, credentials: seen.credentials ?? null };
}

/** The call that must get in. A refusal that says nothing of the plan is told as not tested. */
export async function rightCall(
  trial: Trial,
  facts: WorldFacts,
  crosser: Crosser,
  right: Asking,
): Promise<Observation> {
  const { played, principalArn, whyNot } = crosser;
  const judged = (why: string) => judge(trial, facts, crosser, right, why);
  if (!played) return judged(whyNot);
  const seen = await assumeWithPatience(played, { principalArn, ask: right.ask });
  if (seen.isOutOfReach) return judged(whyOf(seen));
  const excuse = seen.outcome === 'denied' ? excuseOf(trial, crosser) : null;
  return excuse === null ? seen : judged(excuse);
}

/** Why a refusal of the right call says nothing of the plan. */
function excuseOf({ request }: Trial, { hangsOn }: Crosser): string | null {
  const places = sayPlaces(request.guards);
  if (places !== null) return places;
  return hangsOn ? `AWS refused a call that hangs on ${hangsOn}` : null;
}

async function breachCall(
  trial: Trial,
  facts: WorldFacts,
  crosser: Crosser,
  right: Asking,
  breach: Breach,
): Promise<Observation> {
  const { played, principalArn, whyNot } = crosser;
  const asking = askingOf(right, breach);
  if (breach.kind === 'evaluated')
    return judge(trial, facts, crosser, asking, breach.why);
  if (!played) return judge(trial, facts, crosser, asking, whyNot);
  await trial.run.renew();
  const seen = await tryAssume(played, { principalArn, ask: asking.ask });
  return seen.isOutOfReach ? judge(trial, facts, crosser, asking, whyOf(seen)) : seen;
}

function judge(
  { plan }: Trial,
  facts: WorldFacts,
  { principalArn, verdicts }: Crosser,
  asking: Asking,
  why: string,
): Observation {
  const known = questionOf(asking);
  const answer = askAssume(facts, principalArn, plan.body.roleArn, known);
  return evaluated(why, deckOfAnswer(answer), verdicts);
}
