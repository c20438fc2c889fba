import { ok, type Result } from '@/lib/core/result';
import type { AccountReading, AwsConnection, AwsFailure } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { IAM_READ_PACE, S3_READ_PACE } from './pace';
import { readBuckets } from './read-buckets';
import { readIdentities, readRoleSettings } from './read-identities';

type Missing = AccountReading['missing'];

const WITHOUT: Record<string, string> = {
  'iam:ListRoles': 'the longest session and the description of each role are not known',
  's3:ListAllMyBuckets': 'its buckets are not known',
  's3:GetBucketLocation': 'their region is not known',
  's3:GetBucketPolicy': 'who may reach them directly is not known',
};

/**
 * Reads one account whole. Without users, roles and policies there is no reading and the
 * refusal is returned; anything else that AWS refuses is named in `missing`, and the rest goes
 * on.
 */
export async function readAccount(
  context: AwsContext,
  connection: AwsConnection,
  onProgress: (progress: { rolesRead: number }) => void,
): Promise<Result<AccountReading, AwsFailure>> {
  const opened = await access(context, connection, 'read');
  if (!opened.ok) return opened;
  const { clients } = opened.value;
  const { accountId } = connection;
  const iam = clients.iam();
  const pace = context.pacers(`iam ${accountId}`, IAM_READ_PACE);
  const identities = await readIdentities(iam, pace, onProgress);
  if (!identities.ok) return identities;

  const missing: Missing = [];
  const settings = await readRoleSettings(iam, pace);
  if (!settings.ok && !note(missing, settings.error)) return settings;
  const buckets = await readBuckets({
    clients,
    accountId,
    pace: context.pacers(`s3 ${accountId}`, S3_READ_PACE),
  });
  if (!buckets.ok && !note(missing, buckets.error)) return buckets;
  if (buckets.ok) noteBuckets(missing, buckets.value.refused);
  const account = {
    ...identities.value,
    ...(settings.ok ? { RoleSettings: settings.value } : {}),
    ...(buckets.ok ? { Buckets: buckets.value.buckets } : {}),
  };
  return ok({ account, missing });
}

/** Notes a refusal; false for a failure that makes the whole reading worthless. */
function note(missing: Missing, failure: AwsFailure): boolean {
  if (failure.kind !== 'refused') return false;
  const action = failure.operation;
  const sentence = `AWS refused ${action} (${failure.code}): ${WITHOUT[action]}.`;
  missing.push({ action, sentence });
  return true;
}

function noteBuckets(missing: Missing, refused: Map<string, string[]>): void {
  for (const [action, names] of refused) {
    const which = names.length > 3 ? `${names.length} buckets` : names.join(', ');
    const sentence = `AWS refused ${action} for ${which}: ${WITHOUT[action]}.`;
    missing.push({ action, sentence });
  }
}
