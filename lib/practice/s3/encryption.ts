import { useKey as askForKey } from '../kms/use-key';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { Encryption, StoredBucket } from '../world/s3-types';
import { bucketArn } from './find-bucket';

/** How a request wants an object encrypted. */
export type EncryptionInput = {
  ServerSideEncryption?: string;
  SSEKMSKeyId?: string;
  BucketKeyEnabled?: boolean;
  SSECustomerAlgorithm?: string;
};

type KmsEncryption = Exclude<Encryption, { algorithm: 'AES256' }>;

const ALGORITHMS = new Set(['aws:kms', 'aws:kms:dsse']);

export const isKmsAlgorithm = (text: string): text is KmsEncryption['algorithm'] =>
  ALGORITHMS.has(text);

/** The key of S3 itself, which each account has. */
const OWN_KEY = 'alias/aws/s3';

function refuseUnserved({ SSECustomerAlgorithm }: EncryptionInput): void {
  if (SSECustomerAlgorithm !== undefined)
    throw new AwsError(
      'NotImplemented',
      "The practice accounts do not answer encryption with the caller's own key (SSE-C).",
      501,
    );
}

/** The encryption a request asks for; the bucket's default when it asks for none. */
function wantedEncryption(bucket: StoredBucket, input: EncryptionInput): Encryption {
  refuseUnserved(input);
  const { ServerSideEncryption: algorithm, SSEKMSKeyId, BucketKeyEnabled } = input;
  if (algorithm !== undefined && isKmsAlgorithm(algorithm)) {
    const standard = bucket.encryption;
    const isBucketKey = standard.algorithm !== 'AES256' && standard.isBucketKey;
    return {
      algorithm,
      keyId: SSEKMSKeyId ?? null,
      isBucketKey: BucketKeyEnabled ?? isBucketKey,
    };
  }
  if (SSEKMSKeyId !== undefined)
    throw new AwsError(
      'InvalidArgument',
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      400,
      { members: { ArgumentName: 'x-amz-server-side-encryption' } },
    );
  if (algorithm === undefined) return bucket.encryption;
  if (algorithm !== 'AES256')
    throw new AwsError(
      'InvalidArgument',
      'The encryption method specified is not supported',
      400,
      {
        members: {
          ArgumentName: 'x-amz-server-side-encryption',
          ArgumentValue: algorithm,
        },
      },
    );
  return { algorithm };
}

type Place = { bucket: StoredBucket; key: string };

/** What KMS says no for is told by S3 with the name of KMS before it. */
function asS3Error(error: unknown): unknown {
  if (!(error instanceof AwsError) || error.code === 'AccessDenied') return error;
  return new AwsError(`KMS.${error.code}`, error.message);
}

/**
 * Uses the key for the caller and tells its ARN. With a bucket key, one data key serves the
 * whole bucket, and the bucket is what the key hears of.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function askKey(
  call: Call,
  { bucket, key }: Place,
  { keyId, isBucketKey }: KmsEncryption,
  action: 'kms:GenerateDataKey' | 'kms:Decrypt',
): string {
  const about = bucketArn(call, bucket.name, isBucketKey ? undefined : key);
  try {
    const { arn } = askForKey(call, {
      keyId: keyId ?? OWN_KEY,
      action,
      viaService: `s3.${bucket.region}.amazonaws.com`,
      encryptionContext: { 'aws:s3:arn': about },
    });
    return arn;
  } catch (error) {
    throw asS3Error(error);
  }
}

/** The encryption of a new object; with a KMS key the caller must be able to use it. */
export function encryptionFor(call: Call, at: Place, input: EncryptionInput): Encryption {
  const wanted = wantedEncryption(at.bucket, input);
  if (wanted.algorithm === 'AES256') return wanted;
  return { ...wanted, keyId: askKey(call, at, wanted, 'kms:GenerateDataKey') };
}

/** Refuses to read bytes whose KMS key the caller may not decrypt with. */
export function checkDecrypt(call: Call, at: Place, encryption: Encryption): void {
  if (encryption.algorithm !== 'AES256') askKey(call, at, encryption, 'kms:Decrypt');
}

/** Members of an answer that tell how an object is encrypted. */
export const encryptionMembers = (encryption: Encryption) =>
  encryption.algorithm === 'AES256'
    ? { ServerSideEncryption: encryption.algorithm }
    : {
        ServerSideEncryption: encryption.algorithm,
        ...(encryption.keyId !== null && { SSEKMSKeyId: encryption.keyId }),
        ...(encryption.isBucketKey && { BucketKeyEnabled: true }),
      };
