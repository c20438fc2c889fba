import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { KnownWorld } from '../world/load-world';
import type { FoundBucket } from './bucket';

/** The customer key that somebody has to be let use; null where S3 encrypts by itself. */
type BucketKey =
  | { ok: true; keyArn: string | null; warning: string | null }
  | { ok: false; message: string };

const NOT_READ =
  'How this bucket is encrypted was not read, so the plan names no key. Read the account again with s3:GetEncryptionConfiguration allowed.';

/**
 * Finds the key of a bucket for whoever (`noun`) is to use it. One that AWS manages is the end:
 * its policy is AWS's, and no other account can be let in.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyOfBucket(
  { name, account, settings }: FoundBucket,
  world: KnownWorld,
  noun: string,
): BucketKey {
  if (!settings?.Encryption) return { ok: true, keyArn: null, warning: NOT_READ };
  const { Algorithm, KeyArn } = settings.Encryption;
  if (!Algorithm.startsWith('aws:kms')) return { ok: true, keyArn: null, warning: null };
  const keys = world.readings.get(account.id)?.collected.Keys ?? [];
  const key = keys.find(({ Arn }) => Arn === KeyArn);
  const isManaged =
    KeyArn === null || /alias\/aws\//.test(KeyArn) || key?.KeyManager === 'AWS';
  if (isManaged)
    return {
      ok: false,
      message: `${name} is encrypted with aws/s3, a key that AWS manages: its policy cannot be changed, so no other account can read or write there. Make a customer key in ${account.name}, set it as the bucket’s default encryption, copy what is there over itself, read the account again, and come back.`,
    };
  const owner = parseArn(KeyArn)?.accountId;
  if (owner && owner !== account.id)
    return {
      ok: false,
      message: `${name} is encrypted with key ${nameOfArn(KeyArn)} of account ${owner}, not of ${account.name}. Whoever owns the key has to let ${noun} use it; this recipe writes keys of the bucket’s own account.`,
    };
  return key
    ? { ok: true, keyArn: key.Arn, warning: null }
    : {
        ok: false,
        message: `The policy of key ${nameOfArn(KeyArn)}, which encrypts ${name}, was not read. Allow kms:DescribeKey and kms:GetKeyPolicy in ${account.name}, and read the account again.`,
      };
}
