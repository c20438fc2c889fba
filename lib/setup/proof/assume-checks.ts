import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
import { rightAsking } from '../guards/asks';
import type { ProofCheckView } from '../schema';
import { type Crosser, crossingChecks, sceneOf } from './crossing-checks';
import { checkOf, untested } from './observe';
import { pickStranger } from './pick-stranger';
import type { OwnTrial } from './prove-deps';
import { tryAssume } from './try-assume';

type Crossed = { checks: ProofCheckView[]; credentials: AwsCredentials | null };

/**
 * Becomes the role as the plan wants it, and in every way that the plan wants to be refused:
 * against each of its guards, and as somebody who is not trusted.
 */
export async function assumeChecks(trial: OwnTrial, facts: WorldFacts): Promise<Crossed> {
  const { checks, credentials } = await crossingChecks(trial, facts, crosserOf(trial));
  checks.push(await neighbourCheck(trial, facts));
  return { checks, credentials };
}

/** The first of those who are to cross. */
export function crosserOf(trial: OwnTrial): Crosser {
  const { who, askers } = trial.request;
  const [principalArn = ''] = askers;
  const name = nameOfArn(principalArn);
  return {
    principalArn,
    subject: who.kind === 'group' ? `${name}, of ${who.name},` : name,
    played: trial,
    whyNot: '',
    verdicts: {
      works: 'it works',
      conditional: 'it works under further conditions',
      denied: 'denied',
      untested: 'not known',
    },
  };
}

/** Somebody else of the trusted account asks for real. */
export async function neighbourCheck(
  trial: OwnTrial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  const { roleArn, roleName, trustedAccountName } = trial.plan.body;
  const { who, askers, guards } = trial.request;
  const stranger = pickStranger(facts, who.accountId, askers, roleArn);
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const sentence = `${name}, in ${trustedAccountName} too, becomes ${roleName}`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await trial.run.renew();
  const { ask } = rightAsking(guards, sceneOf(trial, stranger));
  return checkOf(asked, await tryAssume(trial, { principalArn: stranger, ask }));
}
