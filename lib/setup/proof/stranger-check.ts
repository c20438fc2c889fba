import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { rightAsking, sayBrings } from '../guards/asks';
import type { ProofCheckView } from '../schema';
import { askAssume } from '../world/ask';
import { sceneOf } from './crossing-checks';
import { checkOf, evaluated, untested, whyOf } from './observe';
import { pickRefused } from './pick-refused';
import type { PlayedTrial, Trial } from './prove-deps';
import { tryAssume } from './try-assume';

/** Somebody of the trusting account asks for real: a trust that names others keeps them out. */
export async function strangerCheck(
  trial: Trial,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  if (trial.isTheirs) return unplayed(trial);
  const { trustingAccountId, guards } = trial.request;
  const brings = sayBrings(guards);
  return checkStranger({ ...trial, trusted: trial.trusting }, facts, {
    accountId: trustingAccountId,
    askers: [],
    place: trial.plan.body.trustingAccountName,
    how: brings === '' ? '' : ` with ${brings}`,
  });
}

function unplayed({ plan }: Trial): ProofCheckView {
  const { roleName, trustingAccountName: place } = plan.body;
  const sentence = `somebody else, in ${place}, becomes ${roleName}`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  return checkOf(asked, untested(`Not tested: there are no keys of ${place} here.`));
}

type Strangers = {
  accountId: string;
  /** Those of the account whom the plan lets in. */
  askers: string[];
  /** Where the account is, in the check's sentence. */
  place: string;
  /** What they bring, in the check's sentence; empty where it need not be said. */
  how: string;
};

/** Somebody of an account whom the plan does not let in asks for the role, for real. */
export async function checkStranger(
  trial: PlayedTrial,
  facts: WorldFacts,
  { accountId, askers, place, how }: Strangers,
): Promise<ProofCheckView> {
  const { roleArn, roleName } = trial.plan.body;
  const stranger = pickRefused(facts, accountId, [...askers, roleArn], (arn) => [
    askAssume(facts, arn, roleArn),
  ]);
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const sentence = `${name}, in ${place}, becomes ${roleName}${how}`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await trial.run.renew();
  const { ask } = rightAsking(trial.request.guards, sceneOf(trial, stranger));
  const seen = await tryAssume(trial, { principalArn: stranger, ask });
  // It was picked as one whom the engine refuses whatever is asked.
  return checkOf(asked, seen.isOutOfReach ? evaluated(whyOf(seen), 'denied') : seen);
}
