import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { rightAsking, sayBrings } from '../guards/asks';
import type { ProofCheckView } from '../schema';
import { sceneOf } from './crossing-checks';
import { checkOf, untested } from './observe';
import { pickStranger } from './pick-stranger';
import type { Trial } from './prove-deps';
import { tryAssume } from './try-assume';

/** Somebody of the trusting account asks for real: a trust that names others keeps them out. */
export async function strangerCheck(
  trial: Trial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  const { trustingAccountId, guards } = trial.request;
  const { roleArn, roleName, trustingAccountName } = trial.plan.body;
  const stranger = pickStranger(facts, trustingAccountId, [], roleArn);
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const brings = sayBrings(guards);
  const how = brings === '' ? '' : ` with ${brings}`;
  const sentence = `${name}, in ${trustingAccountName}, becomes ${roleName}${how}`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await trial.run.renew();
  const { ask } = rightAsking(guards, sceneOf(trial, stranger));
  const attempt = { principalArn: stranger, ask };
  return checkOf(asked, await tryAssume({ ...trial, trusted: trial.trusting }, attempt));
}
