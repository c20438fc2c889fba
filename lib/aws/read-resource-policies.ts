import { GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { parseArn } from '@/lib/core/arn';
import type { AwsTarget } from '@/lib/ports';
import type { TargetReader } from './target-reader';

type Of<Kind extends AwsTarget['kind']> = TargetReader<
  Extract<AwsTarget, { kind: Kind }>
>;

/** A bucket that has gone to another account is none of ours. */
export const readBucketPolicy: Of<'bucket-policy'> = {
  operation: () => 's3:GetBucketPolicy',
  read: async ({ clients, accountId }, { bucket: Bucket, region }) => {
    const command = new GetBucketPolicyCommand({
      Bucket,
      ExpectedBucketOwner: accountId,
    });
    const { Policy = '' } = await clients.s3(region).send(command);
    return { exists: true, document: Policy, tags: {}, id: null };
  },
};

export const regionOfKey = (keyArn: string): string | undefined =>
  parseArn(keyArn)?.region;

export const readKeyPolicy: Of<'key-policy'> = {
  operation: () => 'kms:GetKeyPolicy',
  read: async ({ clients }, { keyArn: KeyId }) => {
    const command = new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' });
    const { Policy = '' } = await clients.kms(regionOfKey(KeyId)).send(command);
    return { exists: true, document: Policy, tags: {}, id: null };
  },
};
