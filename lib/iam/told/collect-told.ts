import { parseArn } from '@/lib/core/arn';
import type { CollectedAccount } from '../world';

/** A bucket as it was told of, with the policies that stand there. */
export type ToldBucket = {
  name: string;
  region: string;
  /** Null where S3 encrypts by itself. */
  keyArn: string | null;
  policy: string | null;
  /** Nobody has said what its policies are, nor has anybody read them. */
  isUnread?: boolean;
  keyPolicy: string | null;
};

/** What is known of an account, nothing where it was not read, with a bucket that was told of. */
export function collectTold(
  known: CollectedAccount | null,
  { name, region, keyArn, policy, isUnread, keyPolicy }: ToldBucket,
): CollectedAccount {
  const account = known ?? NOTHING;
  const bucket = {
    Name: name,
    Region: region,
    Policy: policy,
    ...(isUnread && { IsPolicyUnread: true }),
    Encryption: { Algorithm: keyArn ? 'aws:kms' : 'AES256', KeyArn: keyArn },
  };
  const keys = account.Keys ?? [];
  const key = keyArn !== null && keyPolicy !== null ? keyOf(keyArn, keyPolicy) : null;
  return {
    ...account,
    Buckets: [...(account.Buckets ?? []), bucket],
    Keys: key ? [...keys.filter(({ Arn }) => Arn !== keyArn), key] : keys,
    ...(known && { AreKeysPartial: true }),
  };
}

const NOTHING: CollectedAccount = {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
};

const keyOf = (Arn: string, Policy: string) => ({
  KeyId: parseArn(Arn)?.resource.replace(/^key\//, '') ?? Arn,
  Arn,
  Policy,
  KeyManager: 'CUSTOMER' as const,
});
