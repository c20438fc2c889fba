import { isAsItself } from '@/lib/core/is-as-itself';
import type { ProofCheckView } from '../schema';
import { checkOf, untested } from './observe';
import type { Made, Trial } from './prove-deps';
import { isCrossed } from './say-proof';

/**
 * Tries a role that its owner makes in an account of theirs, as far as calls from elsewhere can.
 * Nothing is done with it. Until the right call has come in, a refusal shows nothing: AWS refuses
 * alike where there is no role.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function proveTheirs(
  trial: Trial,
  proveIt: (trial: Trial) => Promise<Made>,
): Promise<Made> {
  const made = await proveIt(trial);
  if (isCrossed(made))
    return isAsItself(trial.plan.body) ? made : { ...made, isUnused: true };
  return { ...made, checks: made.checks.map(withoutRefusal) };
}

const withoutRefusal = (check: ProofCheckView): ProofCheckView =>
  check.expected === 'denied' && check.outcome === 'denied'
    ? checkOf(check, untested(UNTOLD))
    : check;

const UNTOLD = 'Not tested: AWS refuses so also where the role is not there.';
