import { createHash } from 'node:crypto';
import type { StoredBucket } from '../world/types';
import type { Draft } from './builder';

/** Puts a small text object into a seeded bucket. */
export function putText(
  draft: Draft,
  bucket: StoredBucket,
  key: string,
  text: string,
): void {
  bucket.objects.set(key, {
    key,
    content: Buffer.from(text).toString('base64'),
    contentType: key.endsWith('.json') ? 'application/json' : 'text/plain',
    etag: createHash('md5').update(text).digest('hex'),
    modifiedAt: new Date(draft.nowMs - 3 * 24 * 3600_000).toISOString(),
  });
}
