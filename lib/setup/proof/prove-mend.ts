import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { questionOf, rightAsking } from '../guards/asks';
import { deckOfAnswer } from '../judge-role';
import { askAssume } from '../world/ask';
import { loadWorld } from '../world/load-world';
import { type Crosser, crossingChecks, sceneOf } from './crossing-checks';
import type { Made, Trial } from './prove-deps';
import { checkStranger, strangerCheck } from './stranger-check';

/**
 * Takes the role as the caller whose half was missing, then against each guard of the trust, then
 * as somebody else of its account. Nothing is done with the role.
 */
export async function proveMend(trial: Trial): Promise<Made> {
  const { facts } = await loadWorld(trial.run.deps, trial.plan.workspaceId);
  const { checks } = await crossingChecks(trial, facts, crosserOf(trial, facts));
  checks.push(await otherCheck(trial, facts));
  return { checks, remaining: [], isUnused: true };
}

function crosserOf(trial: Trial, facts: WorldFacts): Crosser {
  const { trusted, plan, request } = trial;
  const { whoArn, roleArn, trustedAccountName } = plan.body;
  const { ask, circumstances } = rightAsking(request.guards, sceneOf(trial, whoArn));
  const right = askAssume(facts, whoArn, roleArn, questionOf({ ask, circumstances }));
  return {
    principalArn: whoArn,
    subject: nameOfArn(whoArn),
    played: trusted ? { ...trial, trusted } : null,
    whyNot: `no keys of ${trustedAccountName} here`,
    // Other statements of the trust stay, and may let in whom ours refuses.
    expects: (asking) =>
      deckOfAnswer(askAssume(facts, whoArn, roleArn, questionOf(asking))) === 'works'
        ? 'works'
        : 'denied',
    hangsOn:
      right.decision === 'conditional' ? [...right.conditionKeys].join(', ') : null,
  };
}

/** Somebody else of the caller's account, where we can call as them. */
function otherCheck(trial: Trial, facts: WorldFacts) {
  const { trusted, plan } = trial;
  const { whoArn, trustedAccountId: accountId, trustedAccountName } = plan.body;
  if (!trusted) return strangerCheck(trial, facts);
  return checkStranger({ ...trial, trusted }, facts, {
    accountId,
    askers: [whoArn],
    place: `${trustedAccountName} too`,
    how: '',
  });
}
