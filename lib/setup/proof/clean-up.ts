import type { AwsCredentials } from '@/lib/ports';
import type { Trial } from './prove-deps';

/**
 * Removes what a proof wrote, as the bucket's owner: the role itself was not given that right.
 * Tells the keys that are still there.
 */
export async function cleanUp(trial: Trial, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const owner = await ownerOf(trial);
  if (!owner) return keys;
  const { aws } = trial.run.deps;
  const { bucket } = trial.plan.body;
  const remaining: string[] = [];
  for (const key of keys) {
    const removed = await aws.s3(trial.trusting, owner, { kind: 'delete', bucket, key });
    if (!removed.ok) remaining.push(key);
  }
  return remaining;
}

/** The owner of a practice account; of a real one whoever the connection itself is. */
async function ownerOf({ run, plan, trusting }: Trial): Promise<AwsCredentials | null> {
  // Of a bucket that is not ours nobody here is the owner.
  if (trusting.accountId !== plan.body.trustingAccountId) return null;
  const { aws } = run.deps;
  const { partition, accountId } = trusting;
  const root = `arn:${partition}:iam::${accountId}:root`;
  const asRoot = await aws.actAs(trusting, { principalArn: root, withMfa: false });
  if (asRoot.ok) return asRoot.value;
  const caller = await aws.whoAmI(trusting);
  if (!caller.ok) return null;
  const acted = await aws.actAs(trusting, {
    principalArn: caller.value.arn,
    withMfa: false,
  });
  return acted.ok ? acted.value : null;
}
