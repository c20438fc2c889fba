import type {
  DeleteBucketEncryptionCommandInput,
  GetBucketEncryptionCommandInput,
  PutBucketEncryptionCommandInput,
  ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { malformedXml } from '../wire/s3-xml';
import type { Encryption } from '../world/s3-types';
import { isKmsAlgorithm } from './encryption';
import { allowBucket } from './find-bucket';

function getEncryption(call: Call, input: Given<GetBucketEncryptionCommandInput>) {
  const { bucket } = allowBucket(call, 's3:GetEncryptionConfiguration', input);
  const { encryption } = bucket;
  const isKms = encryption.algorithm !== 'AES256';
  const standard = {
    SSEAlgorithm: encryption.algorithm,
    ...(isKms && encryption.keyId !== null && { KMSMasterKeyID: encryption.keyId }),
  };
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: standard,
          BucketKeyEnabled: isKms && encryption.isBucketKey,
        },
      ],
    },
  };
}

function encryptionOfRule(rule: ServerSideEncryptionRule | undefined): Encryption {
  const standard = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = standard?.SSEAlgorithm;
  const keyId = standard?.KMSMasterKeyID ?? null;
  if (algorithm === undefined) throw malformedXml();
  if (isKmsAlgorithm(algorithm))
    return { algorithm, keyId, isBucketKey: rule?.BucketKeyEnabled ?? false };
  if (algorithm !== 'AES256') throw malformedXml();
  if (keyId !== null)
    throw new AwsError(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
      400,
      { members: { ArgumentName: 'ApplyServerSideEncryptionByDefault' } },
    );
  return { algorithm };
}

/** The key is looked up when an object is written: AWS takes any name here, too. */
function putEncryption(call: Call, input: Given<PutBucketEncryptionCommandInput>) {
  const found = allowBucket(call, 's3:PutEncryptionConfiguration', input);
  const rules = input.ServerSideEncryptionConfiguration.Rules ?? [];
  if (rules.length !== 1) throw malformedXml();
  found.bucket.encryption = encryptionOfRule(rules[0]);
  noted(call);
  return {};
}

/** A bucket is never without encryption: S3's own keys take over. */
function deleteEncryption(call: Call, input: Given<DeleteBucketEncryptionCommandInput>) {
  const found = allowBucket(call, 's3:PutEncryptionConfiguration', input);
  found.bucket.encryption = { algorithm: 'AES256' };
  noted(call);
  return {};
}

export const bucketEncryptionOperations = {
  GetBucketEncryption: getEncryption,
  PutBucketEncryption: putEncryption,
  DeleteBucketEncryption: deleteEncryption,
} satisfies Operations;
