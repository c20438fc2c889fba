import { nameOfArn } from '@/lib/core/arn';
import type { S3Encryption } from '@/lib/ports';
import type { ProofCheckView } from '../schema';

export type KeyVerb = 'encrypts' | 'decrypts';

type Seen = {
  /** The object. */
  key: string;
  bucket: string;
  /** The key that the plan lets use. */
  keyArn: string;
  /** What S3 said beside its answer; absent where it said nothing. */
  encryption: S3Encryption | undefined;
};

/**
 * By which key S3 encrypted what was put, and decrypted what was read. It says so in its answer to
 * the call itself, so nothing more is asked. Another key than the plan's, or none, is against it:
 * then the crossing works by something that it did not set up.
 */
export function keyCheck(verb: KeyVerb, seen: Seen): ProofCheckView {
  const { key, keyArn, encryption } = seen;
  const isByKey =
    encryption?.algorithm.startsWith('aws:kms') === true && encryption.keyArn === keyArn;
  return {
    id: verb,
    sentence: `S3 ${verb} ${key} with key ${nameOfArn(keyArn)}`,
    expected: 'works',
    outcome: isByKey ? 'works' : 'denied',
    isAsExpected: isByKey,
    code: isByKey ? encryption.algorithm : sayOther(seen),
    durationMs: null,
  };
}

function sayOther({ key, bucket, keyArn, encryption }: Seen): string {
  const { algorithm = '', keyArn: other = null } = encryption ?? {};
  const by = algorithm.startsWith('aws:kms')
    ? `with ${other ? `key ${nameOfArn(other)}` : 'a key of AWS'}`
    : 'with SSE-S3, without a key of KMS';
  return `${key} is encrypted ${by}: the encryption of ${bucket} was changed since. Set it back to aws:kms with ${keyArn}, or read the account again and change the crossing`;
}
