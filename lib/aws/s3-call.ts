import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Result } from '@/lib/core/result';
import type {
  AwsConnection,
  AwsCredentials,
  AwsFailure,
  S3Answer,
  S3Call,
} from '@/lib/ports';
import { clientsAt, placeOf } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

const OPERATIONS: Record<S3Call['kind'], string> = {
  put: 's3:PutObject',
  get: 's3:GetObject',
  head: 's3:HeadObject',
  list: 's3:ListBucket',
  delete: 's3:DeleteObject',
};

/** One real call on a bucket of the connected account, or of the one that it names, with credentials in hand. */
export async function callS3(
  context: AwsContext,
  connection: AwsConnection,
  credentials: AwsCredentials,
  call: S3Call,
): Promise<Result<S3Answer, AwsFailure>> {
  const place = placeOf(context, connection);
  if (!place.ok) return place;
  return attempt(OPERATIONS[call.kind], async () => {
    const s3 = clientsAt(context, place.value, credentials).s3();
    return answerOf(await send(s3, call, call.owner ?? connection.accountId));
  });
}

type Sent = {
  $metadata: { httpStatusCode?: number | undefined };
  /** Of an object. */
  ServerSideEncryption?: string | undefined;
  SSEKMSKeyId?: string | undefined;
  /** Of a list. */
  Contents?: { Key?: string | undefined }[] | undefined;
};

function answerOf(sent: Sent): S3Answer {
  const { $metadata, Contents, ServerSideEncryption: algorithm, SSEKMSKeyId } = sent;
  const firstKey = Contents?.[0]?.Key;
  return {
    status: $metadata.httpStatusCode ?? 0,
    ...(firstKey === undefined ? {} : { firstKey }),
    ...(algorithm && { encryption: { algorithm, keyArn: SSEKMSKeyId ?? null } }),
  };
}

async function send(s3: S3Client, call: S3Call, owner: string): Promise<Sent> {
  // A bucket that was deleted and taken by somebody else must not get our marker.
  const bucket = { Bucket: call.bucket, ExpectedBucketOwner: owner };
  switch (call.kind) {
    case 'put':
      return s3.send(
        new PutObjectCommand({
          ...bucket,
          Key: call.key,
          Body: call.body,
          ContentType: 'text/plain; charset=utf-8',
        }),
      );
    case 'get': {
      const range = call.isFirstByteOnly ? { Range: 'bytes=0-0' } : {};
      const input = { ...bucket, Key: call.key, ...range };
      const answer = await s3.send(new GetObjectCommand(input));
      await answer.Body?.transformToByteArray();
      return answer;
    }
    case 'head':
      return s3.send(new HeadObjectCommand({ ...bucket, Key: call.key }));
    case 'list':
      return s3.send(
        new ListObjectsV2Command({ ...bucket, Prefix: call.prefix, MaxKeys: 1 }),
      );
    case 'delete':
      return s3.send(new DeleteObjectCommand({ ...bucket, Key: call.key }));
    default:
      return call satisfies never;
  }
}
