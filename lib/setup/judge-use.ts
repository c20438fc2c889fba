import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { LockView } from '@/lib/core/views';
import type { Answer } from '@/lib/iam/answer';
import { sayList } from '@/lib/iam/explain/list-words';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { CALLER_LAYERS, lockOn, OWNER_LAYERS, worstLock } from './judge-lock';
import { type Judged, judgeWorst } from './judge-role';
import type { RoleMay } from './recipes/role-may';
import { type RoleRequest, roleArnOf } from './recipes/role-request';
import type { BucketShare } from './recipes/share-request';
import { askKeyUse, keyActionsOf } from './world/ask-key';
import { askMay } from './world/ask-may';

type Use = { use: Judged; last: LockView[] };

/** Asks the engine what the role may then do, with the key of the bucket where it needs one. */
export function judgeUse(facts: WorldFacts, role: RoleRequest, may: RoleMay): Use {
  const roleArn = roleArnOf(role);
  const onPlace = askMay(facts, roleArn, may);
  const onKey = may.share ? askKeyUse(facts, roleArn, may.share) : [];
  const label = `permissions of ${role.roleName}`;
  const own = lockOn(3, label, onPlace, null);
  const ofKey = onKey.length > 0 ? [lockOn(3, label, onKey, CALLER_LAYERS)] : [];
  return {
    use: judgeWorst([...onPlace, ...onKey]),
    last: [
      worstLock([own, ...ofKey]) ?? own,
      ...(may.share ? keyLocks(role, may.share, onKey) : []),
    ],
  };
}

function keyLocks(role: RoleRequest, share: BucketShare, onKey: Answer[]): LockView[] {
  if (!share.keyArn || onKey.length === 0) return [];
  const lock = lockOn(4, `key policy of ${share.bucket}`, onKey, OWNER_LAYERS);
  const wayOut = sayWayOut(role, share, share.keyArn, onKey);
  return [{ ...lock, sentence: wayOut ? `${lock.sentence} ${wayOut}` : lock.sentence }];
}

/**
 * What has to be done about a key whose policy does not let the role's account use it, or was not
 * read. A statement that denies is named by the lock itself.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
function sayWayOut(
  { partition, trustingAccountId }: RoleRequest,
  share: BucketShare,
  keyArn: string,
  onKey: Answer[],
): string | null {
  const says = (verdict: string) =>
    onKey.some(({ layers }) =>
      layers.some((layer) => layer.layer === 'resource' && layer.verdict === verdict),
    );
  const { accountId: owner = '' } = parseArn(keyArn) ?? {};
  const key = `key ${nameOfArn(keyArn)} of account ${owner}`;
  const root = `arn:${partition}:iam::${trustingAccountId}:root`;
  const actions = sayList(keyActionsOf(share), 'and');
  const grant = `a statement that lets ${root} use ${actions} by way of S3 (kms:ViaService)`;
  if (says('silent'))
    return `Add to the policy of ${key} ${grant}, and read that account again.`;
  if (!says('not-read')) return null;
  return owner === trustingAccountId
    ? `Allow kms:DescribeKey and kms:GetKeyPolicy there, and read account ${owner} again.`
    : `Ask account ${owner}, which owns it, whether the policy of ${key} has ${grant}.`;
}
