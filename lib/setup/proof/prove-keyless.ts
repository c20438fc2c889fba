import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { startUpper } from '@/lib/iam/explain/list-words';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { SignIn } from '@/lib/ports';
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
import { bucketChecks } from './bucket-checks';
import { cleanUp } from './clean-up';
import { checkOf, observe, untested } from './observe';
import type { Made, Observation, Trial } from './prove-deps';
import { signInOf } from './sign-in-of';
import { strangerCheck } from './stranger-check';
import { callWithPatience } from './try-assume';

type KeylessTrial = Trial & { request: KeylessRequest };

/**
 * The role must open to the one caller and to nobody else. Where a token or an assertion can be
 * made the calls are real; what a service or a foreign issuer would do is told as not tested,
 * with the engine's verdict. The call of somebody of the account is real everywhere.
 */
export async function proveKeyless(trial: Trial): Promise<Made> {
  const one = trial as KeylessTrial; // the request of such a plan is one of such a caller
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, keylessPieces(one.request));
  const { right, also, wrong } = one.request.caller;
  const seen = await callWithPatience(one, () => takeRole(one, facts, right));
  const checks = [checkOfCall(one, right, 'works', seen)];
  for (const call of also) {
    const outcome = await callWithPatience(one, () => takeRole(one, facts, call));
    checks.push(checkOfCall(one, call, 'works', outcome));
  }
  for (const call of wrong) {
    await one.run.renew();
    const outcome = await takeRole(one, facts, call);
    checks.push(checkOfCall(one, call, 'denied', asDenial(call, outcome)));
  }
  checks.push(await strangerCheck(one, facts));
  return tryRole(one, facts, checks, seen);
}

async function tryRole(
  trial: KeylessTrial,
  facts: WorldFacts,
  checks: ProofCheckView[],
  { credentials }: Observation,
): Promise<Made> {
  const { share } = trial.request;
  if (!credentials || !share) return { checks, remaining: [] };
  const bench = { ...trial, request: { ...trial.request, ...share } };
  const used = await bucketChecks(bench, credentials, facts);
  const remaining = await cleanUp(bench, used.left);
  return { checks: [...checks, ...used.checks], remaining };
}

const checkOfCall = (
  { plan }: KeylessTrial,
  { id, who }: KeylessCall,
  expected: ProofCheckView['expected'],
  seen: Observation,
): ProofCheckView => {
  const sentence = `${startUpper(who)} takes ${plan.body.roleName}`;
  return checkOf({ id, sentence, expected }, seen);
};

async function takeRole(
  trial: KeylessTrial,
  facts: WorldFacts,
  call: KeylessCall,
): Promise<Observation> {
  const { aws, clock } = trial.run.deps;
  const { caller } = trial.request;
  const signIn = signInOf(caller.principal, call.context);
  if (typeof signIn === 'string')
    return untested(`${signIn} ${byEvaluation(trial, facts, call)}`);
  const { seen, value } = await observe(clock, () => assume(trial, aws, signIn));
  if (value) return { ...seen, credentials: value.credentials };
  return seen.code.startsWith('Not tested:')
    ? untested(`${seen.code} ${byEvaluation(trial, facts, call)}`)
    : seen;
}

const assume = (
  { trusting, plan, sessionName }: KeylessTrial,
  aws: KeylessTrial['run']['deps']['aws'],
  signIn: SignIn,
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

function byEvaluation(
  { request, plan }: KeylessTrial,
  facts: WorldFacts,
  call: KeylessCall,
): string {
  const answer = askKeyless(facts, plan.body.roleArn, request.caller, call);
  return `By evaluation: ${VERDICTS[deckOfAnswer(answer)]}.`;
}

/** A token for an audience that the provider does not know is refused before the trust is asked. */
const asDenial = ({ id }: KeylessCall, seen: Observation): Observation =>
  id === 'assume-for-another-audience' && seen.code.startsWith('InvalidIdentityToken')
    ? { ...seen, outcome: 'denied' }
    : seen;
