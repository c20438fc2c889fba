import { err, ok, type Result } from '@/lib/core/result';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AccountReading, AwsConnection, AwsFailure } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { IAM_READ_PACE, S3_READ_PACE } from './pace';
import { readBucketKeys } from './read-bucket-keys';
import { type BucketReader, readBuckets } from './read-buckets';
import { readIdentities, readRoleSettings } from './read-identities';
import { readOidcProviders, readSamlProviders } from './read-providers';
import { readSummary } from './read-summary';
import { readTrails } from './read-trails';

type Missing = AccountReading['missing'];

const WITHOUT: Record<string, string> = {
  'iam:ListRoles': 'the longest session and the description of each role are not known',
  'iam:ListOpenIDConnectProviders': 'its web sign-in providers are not known',
  'iam:GetOpenIDConnectProvider':
    'the audiences that its web sign-in providers take are not known',
  'iam:ListSAMLProviders': 'its SAML providers are not known',
  'iam:GetAccountSummary': 'its quotas are not known, so AWS’s defaults are taken',
  'cloudtrail:DescribeTrails': 'whether what happens there is kept is not known',
  'cloudtrail:GetTrailStatus': 'whether what happens there is kept is not known',
  's3:ListAllMyBuckets': 'its buckets are not known',
  's3:GetBucketLocation': 'their region is not known',
  's3:GetBucketPolicy': 'who may reach them directly is not known',
  's3:GetEncryptionConfiguration': 'the keys that encrypt them are not known',
  's3:GetBucketOwnershipControls': 'who owns what others put there is not known',
  's3:GetBucketPublicAccessBlock': 'whether they are kept from the public is not known',
  'kms:DescribeKey': 'the keys of its buckets are not known',
  'kms:GetKeyPolicy': 'who may use the keys of its buckets is not known',
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
  const s3 = {
    clients,
    accountId,
    pace: context.pacers(`s3 ${accountId}`, S3_READ_PACE),
  };
  const parts = {
    RoleSettings: await readRoleSettings(iam, pace),
    OpenIDConnectProviders: await readOidcProviders(iam, pace),
    SAMLProviders: await readSamlProviders(iam, pace),
    Summary: await readSummary(iam, pace),
    Trails: await readTrails(clients.cloudTrail()),
    Buckets: await readAllBuckets(s3, missing),
  };
  const read: Partial<CollectedAccount> = {};
  for (const [name, part] of Object.entries(parts)) {
    if (part.ok) Object.assign(read, { [name]: part.value });
    else if (!note(missing, part.error)) return part;
  }
  const keys = await readKeys(s3, read.Buckets, missing);
  if (!keys.ok) return keys;
  return ok({ account: { ...identities.value, ...read, ...keys.value }, missing });
}

type WithKeys = Pick<CollectedAccount, 'Buckets' | 'Keys' | 'AreKeysPartial'>;

/** The keys of the buckets that were read; without buckets no key is known. */
async function readKeys(
  reader: BucketReader,
  buckets: CollectedAccount['Buckets'],
  missing: Missing,
): Promise<Result<WithKeys, AwsFailure>> {
  if (!buckets) return ok({});
  const reading = await readBucketKeys(reader, buckets);
  const worthless = reading.failures.find((failure) => !note(missing, failure));
  if (worthless) return err(worthless);
  return ok({ Buckets: reading.buckets, Keys: reading.keys, AreKeysPartial: true });
}

async function readAllBuckets(
  reader: BucketReader,
  missing: Missing,
): Promise<Result<CollectedAccount['Buckets'], AwsFailure>> {
  const reading = await readBuckets(reader);
  if (!reading.ok) return reading;
  noteBuckets(missing, reading.value.refused);
  return ok(reading.value.buckets);
}

/** Notes a refusal; false for a failure that makes the whole reading worthless. */
function note(missing: Missing, failure: AwsFailure): boolean {
  if (failure.kind !== 'refused') return false;
  const action = failure.operation;
  const sentence = `AWS refused ${action} (${failure.code}): ${WITHOUT[action]}.`;
  if (missing.some((one) => one.action === action)) return true;
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
