import { createHash } from 'node:crypto';
import { newObject } from '../world/bucket-state';
import type { StoredBucket } from '../world/s3-types';
import type { Draft } from './builder';

/** Puts a small text object into a seeded bucket, encrypted as the bucket says. */
export function putText(
  draft: Draft,
  bucket: StoredBucket,
  key: string,
  text: string,
): void {
  const content = Buffer.from(text);
  const bytes = content.length;
  const object = newObject({
    key,
    pieces: [{ bytes, text: content.toString('base64') }],
    bytes,
    contentType: key.endsWith('.json') ? 'application/json' : 'text/plain',
    etag: createHash('md5').update(content).digest('hex'),
    modifiedAt: new Date(draft.nowMs - 3 * 24 * 3600_000).toISOString(),
  });
  bucket.objects.set(key, { ...object, encryption: bucket.encryption });
}
