import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { questionOf, rightAsking } from '../guards/asks';
import { blankCallers } from '../judge-blank';
import { deckOfAnswer } from '../judge-role';
import { type BlankRequest, blankPieces } from '../recipes/blank-request';
import type { ProofCheckView } from '../schema';
import { askAssume } from '../world/ask';
import { loadWorld } from '../world/load-world';
import { worldAfter } from '../world/world-after';
import { callerOf } from './call-check';
import { type Crosser, crossingChecks, rightCall, sceneOf } from './crossing-checks';
import { checkOf, evaluated } from './observe';
import type { Made, Trial } from './prove-deps';
import { checkStranger, strangerCheck } from './stranger-check';
import { tryUse } from './try-use';

type BlankTrial = Trial & { request: BlankRequest };

/** Of many callers the first few are tried for real. */
const CALLERS_MAX = 5;

/**
 * Becomes the role as the documents want it, and in every way that the engine says they refuse:
 * against each guard, without each further condition, and as somebody who is not named.
 */
export async function proveBlank(trial: Trial): Promise<Made> {
  const one = trial as BlankTrial; // the request of such a plan is one that was written by hand
  const world = await loadWorld(one.run.deps, one.plan.workspaceId);
  const facts = worldAfter(world, blankPieces(one.request));
  const [first = '', ...others] = blankCallers(facts, one.request).slice(0, CALLERS_MAX);
  const { checks } = await crossingChecks(one, facts, crosserOf(one, facts, first));
  checks.push(...withoutOwnKeys(one, facts, first));
  for (const [index, arn] of others.entries())
    checks.push(await alsoCrosses(one, facts, arn, index + 2));
  checks.push(await otherCheck(one, facts));
  const used = await tryUse(one, facts, callerOf(null, one));
  return { ...used, checks: [...checks, ...used.checks] };
}

function crosserOf(
  { trusted, plan, request, ...trial }: BlankTrial,
  facts: WorldFacts,
  principalArn: string,
): Crosser {
  const isRead = facts.accounts.has(plan.body.trustedAccountId);
  const { roleArn } = plan.body;
  const { ownKeys } = request;
  return {
    principalArn,
    subject: nameOfArn(principalArn),
    played: trusted && isRead ? { ...trial, plan, request, trusted } : null,
    whyNot: `no keys of ${plan.body.trustedAccountName} here`,
    // Another statement may let in whom this one refuses: the engine knows all of them.
    expects: (asking) => {
      const answer = askAssume(facts, principalArn, roleArn, questionOf(asking));
      return deckOfAnswer(answer) === 'works' ? 'works' : 'denied';
    },
    hangsOn: ownKeys.length > 0 ? ownKeys.join(', ') : null,
  };
}

/** Conditions that no guard stands for: what the engine says of a call without each. */
function withoutOwnKeys(
  trial: BlankTrial,
  facts: WorldFacts,
  principalArn: string,
): ProofCheckView[] {
  const { roleName, roleArn } = trial.plan.body;
  const { ask, circumstances } = rightAsking(
    trial.request.guards,
    sceneOf(trial, principalArn),
  );
  const right = questionOf({ ask, circumstances });
  return trial.request.ownKeys.flatMap((key) => {
    const answer = askAssume(facts, principalArn, roleArn, {
      context: right.context,
      absentKeys: [...(right.absentKeys ?? []), key],
    });
    if (deckOfAnswer(answer) !== 'denied') return [];
    const sentence = `${nameOfArn(principalArn)} becomes ${roleName} without ${key}`;
    const why = 'no call of this console can choose it';
    return [
      checkOf(
        { id: `assume-without-${key}`, sentence, expected: 'denied' },
        evaluated(why, 'denied'),
      ),
    ];
  });
}

/** The others who are named get in as well. */
async function alsoCrosses(
  trial: BlankTrial,
  facts: WorldFacts,
  principalArn: string,
  number: number,
): Promise<ProofCheckView> {
  const crosser = crosserOf(trial, facts, principalArn);
  const sentence = `${crosser.subject} becomes ${trial.plan.body.roleName}`;
  const right = rightAsking(trial.request.guards, sceneOf(trial, principalArn));
  return checkOf(
    { id: `assume-${number}`, sentence, expected: 'works' },
    await rightCall(trial, facts, crosser, right),
  );
}

/** Somebody who is not named: of the trusted account where we can call as them. */
function otherCheck(trial: BlankTrial, facts: WorldFacts): Promise<ProofCheckView> {
  const { trusted, request, plan } = trial;
  const { trustedAccountId, trustedAccountName } = plan.body;
  if (!trusted || request.who === null) return strangerCheck(trial, facts);
  return checkStranger({ ...trial, trusted }, facts, {
    accountId: trustedAccountId,
    askers: request.askers,
    place: `${trustedAccountName} too`,
    how: '',
  });
}
