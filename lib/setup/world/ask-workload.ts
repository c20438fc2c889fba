import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { PROMISED } from '../recipes/share-request';
import type { WorkloadRequest } from '../recipes/workload-request';
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
