import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsTarget, TargetState } from '@/lib/ports';
import { documentIn } from './document-in';

/** What the latest reading of an account tells of a target; nothing where there is none. */
export function stateInReading(
  account: CollectedAccount | undefined,
  target: AwsTarget,
): TargetState {
  const document = account ? documentIn(account, target) : null;
  if (!account || document === null) return { exists: false };
  return { exists: true, document, tags: tagsIn(account, target), id: null };
}

/** A role's tags tell whose it is. */
function tagsIn(account: CollectedAccount, target: AwsTarget): Record<string, string> {
  if (target.kind !== 'role') return {};
  const role = account.RoleDetailList.find(
    ({ RoleName }) => RoleName === target.roleName,
  );
  return Object.fromEntries((role?.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
}
