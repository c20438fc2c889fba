import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { startUpper } from '@/lib/iam/explain/list-words';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { SignIn } from '@/lib/ports';
import {
  type Asking,
  askingOf,
  breachesOf,
  questionOf,
  rightAsking,
  sayPlaces,
} from '../guards/asks';
import { askKeyless } from '../judge-keyless';
import { deckOfAnswer } from '../judge-role';
import {
  type KeylessCall,
  type KeylessRequest,
  keylessPieces,
} from '../recipes/keyless-request';
import type { ProofCheckView } from '../schema';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { callerOf } from './call-check';
import { sceneOf } from './crossing-checks';
import { checkOf, evaluated, observe, whyOf } from './observe';
import type { Made, Observation, Trial } from './prove-deps';
import { signInOf } from './sign-in-of';
import { strangerCheck } from './stranger-check';
import { callWithPatience } from './try-assume';
import { tryUse } from './try-use';

type KeylessTrial = Trial & { request: KeylessRequest };

/** One whose caller comes without keys of IAM. */
export type CallerTrial = Trial & { request: Pick<KeylessRequest, 'caller'> };

/**
 * The role must open to the one caller and to nobody else. Where a token or an assertion can be
 * made the calls are real; what a service or a foreign issuer would do is told as not tested,
 * with the engine's verdict. The call of somebody of the account is real everywhere.
 */
export async function proveKeyless(trial: Trial): Promise<Made> {
  const one = trial as KeylessTrial; // the request of such a plan is one of such a caller
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, keylessPieces(one.request));
  const { checks, seen } = await callsOfKeyless(one, facts);
  const used = await tryUse(one, facts, callerOf(seen.credentials, one));
  return { ...used, checks: [...checks, ...used.checks] };
}

/** Every way to ask for the role, the right ones first, with what the first came to. */
export async function callsOfKeyless(
  one: CallerTrial,
  facts: WorldFacts,
): Promise<{ checks: ProofCheckView[]; seen: Observation }> {
  const { right, also, wrong } = one.request.caller;
  const asking = rightAsking(
    one.request.guards,
    sceneOf(one, one.request.caller.party.arn),
  );
  const seen = await takeRightly(one, facts, right, asking);
  const checks = [checkOfCall(one, right, 'works', seen)];
  for (const call of also) {
    const outcome = await takeRightly(one, facts, call, asking);
    checks.push(checkOfCall(one, call, 'works', outcome));
  }
  for (const call of wrong) {
    await one.run.renew();
    const outcome = await takeRole(one, facts, call, asking);
    checks.push(checkOfCall(one, call, 'denied', asDenial(call, outcome)));
  }
  checks.push(...(await breachChecks(one, facts, asking)));
  checks.push(await strangerCheck(one, facts));
  return { checks, seen };
}

const checkOfCall = (
  { plan }: CallerTrial,
  { id, who }: KeylessCall,
  expected: ProofCheckView['expected'],
  seen: Observation,
): ProofCheckView => {
  const sentence = `${startUpper(who)} takes ${plan.body.roleName}`;
  return checkOf({ id, sentence, expected }, seen);
};

/** The way that must work; from where its call comes is not ours to choose. */
async function takeRightly(
  trial: CallerTrial,
  facts: WorldFacts,
  call: KeylessCall,
  asking: Asking,
): Promise<Observation> {
  const seen = await callWithPatience(trial, async () =>
    asRefusal(await takeRole(trial, facts, call, asking)),
  );
  const why = sayPlaces(trial.request.guards);
  if (seen.outcome !== 'denied' || why === null) return seen;
  return judge(trial, facts, call, asking, why);
}

/** The right caller, against one guard each time. */
async function breachChecks(
  trial: CallerTrial,
  facts: WorldFacts,
  right: Asking,
): Promise<ProofCheckView[]> {
  const { guards, caller } = trial.request;
  const checks: ProofCheckView[] = [];
  for (const breach of breachesOf(guards, sceneOf(trial, caller.party.arn))) {
    const asking = askingOf(right, breach);
    const call = { ...caller.right, id: breach.id };
    await trial.run.renew();
    const outcome =
      breach.kind === 'call'
        ? await takeRole(trial, facts, call, asking)
        : judge(trial, facts, call, asking, breach.why);
    const asked = checkOfCall(trial, call, 'denied', outcome);
    checks.push({ ...asked, sentence: `${asked.sentence} ${breach.how}` });
  }
  return checks;
}

async function takeRole(
  trial: CallerTrial,
  facts: WorldFacts,
  call: KeylessCall,
  asking: Asking,
): Promise<Observation> {
  const { aws, clock } = trial.run.deps;
  const { caller } = trial.request;
  const signIn = signInOf(caller.principal, call.context, asking.ask);
  if (typeof signIn === 'string')
    return judge(trial, facts, call, asking, whyOf({ code: signIn }));
  const name = asking.ask.sessionName ?? trial.sessionName;
  const { seen, value } = await observe(clock, () => assume(trial, aws, signIn, name));
  if (value) return { ...seen, credentials: value.credentials };
  return seen.code.startsWith('Not tested:')
    ? judge(trial, facts, call, asking, whyOf(seen))
    : seen;
}

const assume = (
  { trusting, plan }: CallerTrial,
  aws: CallerTrial['run']['deps']['aws'],
  signIn: SignIn,
  sessionName: string,
) =>
  aws.assumeBySignIn(trusting, signIn, {
    roleArn: plan.body.roleArn,
    sessionName,
    durationSeconds: MIN_SESSION_SECONDS,
  });

const VERDICTS = {
  works: 'it works',
  conditional: 'it depends on what the call carries',
  denied: 'denied',
  untested: 'not known',
} as const;

function judge(
  { request, plan }: CallerTrial,
  facts: WorldFacts,
  call: KeylessCall,
  asking: Asking,
  why: string,
): Observation {
  const known = request.guards.length === 0 ? { context: {} } : questionOf(asking);
  const answer = askKeyless(facts, plan.body.roleArn, request.caller, call, known);
  return evaluated(why, deckOfAnswer(answer), VERDICTS);
}

/** A token for an audience that the provider does not know is refused before the trust is asked. */
const asDenial = ({ id }: KeylessCall, seen: Observation): Observation =>
  id === 'assume-for-another-audience' ? asRefusal(seen) : seen;

/** So is one of an issuer for which the account has no provider, or none yet. */
const asRefusal = (seen: Observation): Observation =>
  seen.code.startsWith('InvalidIdentityToken') ? { ...seen, outcome: 'denied' } : seen;
