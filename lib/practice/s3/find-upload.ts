import type { ContextValue } from '@/lib/iam/question';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredUpload } from '../world/s3-types';
import { allowIn, type Found, findBucket, type ObjectInput } from './find-bucket';

export type UploadInput = ObjectInput & { UploadId: string };
export type FoundUpload = Found & { upload: StoredUpload };

const noSuchUpload = (id: string): AwsError =>
  new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { members: { UploadId: id } },
  );

/** Finds an unfinished upload for which the caller has a permission. */
export function allowUpload(
  call: Call,
  action: string,
  input: UploadInput,
  context: Record<string, ContextValue> = {},
): FoundUpload {
  const found = findBucket(call, input);
  allowIn(call, action, found, { key: input.Key, context });
  const upload = found.bucket.uploads.get(input.UploadId);
  if (upload?.key !== input.Key) throw noSuchUpload(input.UploadId);
  return { ...found, upload };
}

/** After a pause: the upload may have been completed or aborted meanwhile. */
export function checkUnfinished({ bucket, upload }: FoundUpload): void {
  if (bucket.uploads.get(upload.id) !== upload) throw noSuchUpload(upload.id);
}
