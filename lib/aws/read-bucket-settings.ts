import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { ok, type Result } from '@/lib/core/result';
import type { CollectedBucket } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import type { Clients } from './clients';
import { attempt } from './map-error';
import type { Pacer } from './pace';

type Reader = { clients: Clients; pace: Pacer; accountId: string };
type Settings = Pick<
  CollectedBucket,
  'Encryption' | 'ObjectOwnership' | 'IsPublicAccessBlocked'
>;

/** What a bucket answers where a setting was never made. */
const NOT_SET =
  /^(?:ServerSideEncryptionConfigurationNotFoundError|OwnershipControlsNotFoundError|NoSuchPublicAccessBlockConfiguration)$/;

/** How a bucket is encrypted, who owns its objects, and whether it is kept from the public. */
export async function readBucketSettings(
  { clients, pace, accountId }: Reader,
  name: string,
  region: string | undefined,
): Promise<{ known: Settings; failures: AwsFailure[] }> {
  const s3 = clients.s3(region);
  const bucket = { Bucket: name, ExpectedBucketOwner: accountId };
  const parts = [
    await readSetting('s3:GetEncryptionConfiguration', async () => {
      await pace();
      return encryptionOf(await s3.send(new GetBucketEncryptionCommand(bucket)));
    }),
    await readSetting('s3:GetBucketOwnershipControls', async () => {
      await pace();
      const answer = await s3.send(new GetBucketOwnershipControlsCommand(bucket));
      const [rule] = answer.OwnershipControls?.Rules ?? [];
      return rule?.ObjectOwnership ? { ObjectOwnership: rule.ObjectOwnership } : {};
    }),
    await readSetting('s3:GetBucketPublicAccessBlock', async () => {
      await pace();
      const answer = await s3.send(new GetPublicAccessBlockCommand(bucket));
      const blocks = answer.PublicAccessBlockConfiguration;
      const isBlocked =
        blocks?.BlockPublicAcls &&
        blocks.IgnorePublicAcls &&
        blocks.BlockPublicPolicy &&
        blocks.RestrictPublicBuckets;
      return { IsPublicAccessBlocked: isBlocked === true };
    }),
  ];
  return {
    known: Object.assign({}, ...parts.map((part) => (part.ok ? part.value : {}))),
    failures: parts.flatMap((part) => (part.ok ? [] : [part.error])),
  };
}

async function readSetting(
  operation: string,
  read: () => Promise<Settings>,
): Promise<Result<Settings, AwsFailure>> {
  const setting = await attempt(operation, read);
  const isUnset =
    !setting.ok && setting.error.kind === 'refused' && NOT_SET.test(setting.error.code);
  return isUnset ? ok({}) : setting;
}

type EncryptionAnswer = {
  ServerSideEncryptionConfiguration?:
    | {
        Rules:
          | {
              ApplyServerSideEncryptionByDefault?:
                | {
                    SSEAlgorithm: string | undefined;
                    KMSMasterKeyID?: string | undefined;
                  }
                | undefined;
            }[]
          | undefined;
      }
    | undefined;
};

function encryptionOf(answer: EncryptionAnswer): Settings {
  const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  if (!byDefault?.SSEAlgorithm) return {};
  const { SSEAlgorithm: Algorithm, KMSMasterKeyID: KeyArn = null } = byDefault;
  return { Encryption: { Algorithm, KeyArn } };
}
