import { nameOfArn, parseArn } from '@/lib/core/arn';

/** The bucket of a bucket's or an object's ARN; null for a key. */
export function bucketIn(resource: string): string | null {
  const { service, resource: path = '' } = parseArn(resource) ?? {};
  return service === 's3' ? (path.split('/')[0] ?? null) : null;
}

/** The key of an object's ARN; null for a bucket. */
export function objectIn(resource: string): string | null {
  const path = parseArn(resource)?.resource ?? '';
  const at = path.indexOf('/');
  return bucketIn(resource) === null || at < 0 ? null : path.slice(at + 1);
}

/** `app-logs/logs/a.txt`, `key 1234…`: a resource in a sentence. */
export const placeOf = (resource: string): string =>
  bucketIn(resource) === null
    ? `key ${nameOfArn(resource)}`
    : (parseArn(resource)?.resource ?? resource);
