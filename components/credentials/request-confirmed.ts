import { askToConfirm, hasToConfirm } from '@/components/step-up/confirm-store';
import { err, type Result } from '@/lib/core/result';
import { isUnconfirmed } from '@/lib/core/step-up';
import type { IssuedCredentials, RoleCard } from '@/lib/credentials/schema';
import type { Limits } from './limits';
import { requestCredentials } from './request-credentials';

type Wish = { durationSeconds: number } & Partial<Limits>;

const NOT_CONFIRMED =
  'Nothing was handed out, because you did not confirm that it is you.';

/** Asks for the keys of a role, and where it takes that, for the person to confirm first. */
export async function requestConfirmed(
  endpoint: string,
  { roleArn, roleName, accountName, stepUp }: RoleCard,
  wish: Wish,
): Promise<Result<IssuedCredentials, string>> {
  const ask = () => askToConfirm(roleArn, `${roleName} in ${accountName}`);
  const wanted = { roleArn, ...wish };
  if (!hasToConfirm(stepUp)) {
    const first = await requestCredentials(endpoint, wanted);
    // The page may be older than the rule, or the last confirmation too old by now.
    if (first.ok || !isUnconfirmed(first.error)) return first;
  }
  const confirmation = await ask();
  if (confirmation === null) return err(NOT_CONFIRMED);
  return requestCredentials(endpoint, { ...wanted, confirmation });
}
