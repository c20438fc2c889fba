import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
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
  const { checks, credentials } = await crossingChecks(trial, facts, crosserOf(trial));
  const { who, askers } = trial.request;
  const strangers = {
    accountId: who.accountId,
    askers,
    place: `${trial.plan.body.trustedAccountName} too`,
    how: '',
  };
  checks.push(await checkStranger(trial, facts, strangers));
  return { checks, credentials };
}

function crosserOf(trial: OwnTrial): Crosser {
  const { who, askers } = trial.request;
  const [principalArn = ''] = askers;
  const name = nameOfArn(principalArn);
  return {
    principalArn,
    subject: who.kind === 'group' ? `${name}, of ${who.name},` : name,
    played: trial,
    whyNot: '',
  };
}
