/** What is done with objects, and with the list of them. Tags may decide who reads: only read. */
const OF_OBJECTS = [
  'AbortMultipartUpload',
  'DeleteObject',
  'DeleteObjectVersion',
  'GetBucketLocation',
  'GetObject',
  'GetObjectAttributes',
  'GetObjectTagging',
  'GetObjectVersion',
  'GetObjectVersionAttributes',
  'GetObjectVersionTagging',
  'ListBucket',
  'ListBucketMultipartUploads',
  'ListBucketVersions',
  'ListMultipartUploadParts',
  'PutObject',
  'RestoreObject',
];

/** What is done with a key. */
const OF_KEYS = [
  'Decrypt',
  'DeriveSharedSecret',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetPublicKey',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'VerifyMac',
];

const USE_ONLY = new Set(
  [
    ...OF_OBJECTS.map((name) => `s3:${name}`),
    ...OF_KEYS.map((name) => `kms:${name}`),
  ].map((action) => action.toLowerCase()),
);
/** Each stands for actions that are all of that kind. */
const PATTERNS = new Set(['kms:generatedatakey*', 'kms:reencrypt*']);

/**
 * Whether an action of S3 or KMS only uses what a bucket holds, or a key: whoever has it can
 * neither give, take away nor find out who else may.
 */
export const isUseOnly = (action: string): boolean =>
  USE_ONLY.has(action.toLowerCase()) || PATTERNS.has(action.toLowerCase());
