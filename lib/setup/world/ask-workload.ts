import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { keyActions, throughS3 } from '@/lib/iam/render/key-use';
import { RIGHTS } from '@/lib/iam/render/s3-permissions';
import { PROMISED } from '../recipes/share-request';
import { keyOf, type WorkloadRequest } from '../recipes/workload-request';
import { markerKey, stemOf } from './ask';

/** Our calls name no encryption, so that an object gets the bucket's own. */
const NOT_SENT = [
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
];

/** May somebody do in the bucket what the request promises? One answer for each action. */
export function askBucketUse(
  facts: WorldFacts,
  arn: string,
  request: WorkloadRequest,
): Answer[] {
  const bucketArn = `arn:${request.partition}:s3:::${request.bucket}`;
  const { keys } = request;
  return PROMISED[request.access].map((action) => {
    const isList = action === 's3:ListBucket';
    return evaluate(facts, {
      action,
      principal: { AWS: arn },
      resource: isList ? bucketArn : `${bucketArn}/${markerKey(keys)}`,
      context: {
        'aws:SecureTransport': 'true',
        ...(isList ? { 's3:prefix': stemOf(keys) } : {}),
      },
      absentKeys: NOT_SENT,
      unknownKeys: 'assume-unknown',
    });
  });
}

/** May S3 use the bucket's key for somebody, as that takes? None where no key is needed. */
export function askKeyUse(
  facts: WorldFacts,
  arn: string,
  request: WorkloadRequest,
): Answer[] {
  const key = keyOf(request);
  if (!key) return [];
  const via = throughS3(key).map(({ key: name, values }) => [name, values[0] ?? '']);
  return keyActions(RIGHTS[request.access]).map((action) =>
    evaluate(facts, {
      action,
      principal: { AWS: arn },
      resource: key.arn,
      context: { 'aws:SecureTransport': 'true', ...Object.fromEntries(via) },
      unknownKeys: 'assume-unknown',
    }),
  );
}
