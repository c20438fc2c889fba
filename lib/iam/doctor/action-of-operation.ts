import { lookUp } from '@/lib/core/look-up';

/** Operations whose permission has another name. */
const RENAMED: Record<string, string> = {
  's3:ListObjects': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:CopyObject': 's3:PutObject',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:UploadPart': 's3:PutObject',
  's3:CompleteMultipartUpload': 's3:PutObject',
  's3:DeleteObjects': 's3:DeleteObject',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  'kms:ReEncrypt': 'kms:ReEncryptFrom',
};

/** Operations that no other service has, for messages that do not name the service. */
const SERVICES: [RegExp, string][] = [
  [/^AssumeRole(?:WithSAML|WithWebIdentity)?$|^GetFederationToken$/, 'sts'],
  [
    /^(?:Get|Put|Head|Copy|Delete)Objects?$|^ListObjects(?:V2)?$|^(?:Head|List)Buckets?$|MultipartUpload$|^UploadPart$/,
    's3',
  ],
  [/^(?:Decrypt|Encrypt|ReEncrypt)$|^GenerateDataKey/, 'kms'],
];

/**
 * The permission that an operation needs. Null when nobody can tell which service it is of.
 *
 * @param service as an SDK names it (`STS`), or null when the message does not name it
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function actionOfOperation(
  operation: string | null,
  service: string | null,
): string | null {
  if (operation === null) return null;
  const prefix =
    service?.toLowerCase() ?? SERVICES.find(([pattern]) => pattern.test(operation))?.[1];
  if (!prefix) return null;
  const named = `${prefix}:${operation}`;
  return lookUp(RENAMED, named) ?? named;
}
