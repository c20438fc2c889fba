import { nameOfArn } from '@/lib/core/arn';
import { checkOf } from './observe';
import type { Made, PlayedTrial } from './prove-deps';
import { assumeWithPatience, tryAssume } from './try-assume';

/**
 * Takes the role for real from our side, where the account that has it is somebody else's. The
 * role's keys are not used there: what it may do is its owner's to test.
 */
export async function proveFromHere(trial: PlayedTrial): Promise<Made> {
  const { request, plan, run } = trial;
  const { roleName } = plan.body;
  const [principalArn] = request.askers;
  if (!principalArn) return { checks: [], remaining: [] };
  const { requireMfa: withMfa, externalId } = request;
  const attempt = { principalArn, withMfa, externalId };
  const name = nameOfArn(principalArn);
  const asked = {
    id: 'assume',
    sentence: `${name} becomes ${roleName}`,
    expected: 'works',
  } as const;
  const checks = [checkOf(asked, await assumeWithPatience(trial, attempt))];
  if (externalId !== null) {
    await run.renew();
    const sentence = `${name} becomes ${roleName} without an external ID`;
    const without = await tryAssume(trial, { ...attempt, externalId: null });
    const denial = {
      id: 'assume-without-external-id',
      sentence,
      expected: 'denied',
    } as const;
    checks.push(checkOf(denial, without));
  }
  return { checks, remaining: [], isUnused: true };
}
