import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { ProofCheckView } from '../schema';
import { checkOf, untested } from './observe';
import { pickStranger } from './pick-stranger';
import type { Trial } from './prove-deps';
import { tryAssume } from './try-assume';

/** Somebody of the trusting account asks for real: a trust that names others keeps them out. */
export async function strangerCheck(
  trial: Trial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  const { roleArn, roleName, trustingAccountId, trustingAccountName, externalId } =
    trial.plan.body;
  const stranger = pickStranger(facts, trustingAccountId, [], roleArn);
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const how = externalId === null ? '' : ' with the external ID';
  const sentence = `${name}, in ${trustingAccountName}, becomes ${roleName}${how}`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await trial.run.renew();
  const attempt = { principalArn: stranger, withMfa: false, externalId };
  return checkOf(asked, await tryAssume({ ...trial, trusted: trial.trusting }, attempt));
}
