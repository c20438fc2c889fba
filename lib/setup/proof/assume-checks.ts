import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
import { callersOf, judgeCrossing } from '../judge-share';
import { trustedAccountOf } from '../recipes/role-request';
import type { ProofCheckView } from '../schema';
import { type Crosser, crossingChecks } from './crossing-checks';
import type { OwnTrial } from './prove-deps';
import { checkStranger } from './stranger-check';

type Crossed = { checks: ProofCheckView[]; credentials: AwsCredentials | null };

/**
 * Becomes the role as the plan wants it, and in every way that the plan wants to be refused:
 * against each of its guards, and as somebody who is not trusted.
 */
export async function assumeChecks(trial: OwnTrial, facts: WorldFacts): Promise<Crossed> {
  const crosser = crosserOf(trial, facts);
  const { checks, credentials } = await crossingChecks(trial, facts, crosser);
  const { askers } = trial.request;
  const strangers = {
    accountId: trustedAccountOf(trial.request),
    askers,
    place: `${trial.plan.body.trustedAccountName} too`,
    how: '',
  };
  checks.push(await checkStranger(trial, facts, strangers));
  return { checks, credentials };
}

function crosserOf(trial: OwnTrial, facts: WorldFacts): Crosser {
  const { who, trusted } = trial.request;
  const [principalArn = ''] = callersOf(facts, trial.request);
  const name = nameOfArn(principalArn);
  // Of an account alone nobody may be let yet, which is its own affair.
  const isNobody = who === null && judgeCrossing(facts, trial.request).deck === 'denied';
  if (trusted.kind === 'account' && isNobody)
    return {
      principalArn,
      subject: `somebody in ${trial.plan.body.trustedAccountName}`,
      played: null,
      whyNot: 'no policy there lets anybody ask for the role yet',
    };
  return {
    principalArn,
    subject: who?.kind === 'group' ? `${name}, of ${who.name},` : name,
    played: trial,
    whyNot: '',
  };
}
