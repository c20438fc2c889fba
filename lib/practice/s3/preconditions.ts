import { AwsError } from '../wire/aws-error';
import type { StoredObject } from '../world/s3-types';
import { noSuchKey } from './find-object';

export type Conditions = {
  IfMatch?: string;
  IfNoneMatch?: string;
  IfModifiedSince?: Date;
  IfUnmodifiedSince?: Date;
};

type Stored = Pick<StoredObject, 'etag' | 'modifiedAt'>;

const failed = (condition: string): AwsError =>
  new AwsError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
    { members: { Condition: condition } },
  );

const notModified = (): AwsError => new AwsError('NotModified', 'Not Modified', 304);

const isAmong = (etags: string, { etag }: Stored): boolean =>
  etags
    .split(',')
    .map((one) =>
      one
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1'),
    )
    .some((one) => one === '*' || one === etag);

/** HTTP dates have no fractions of a second. */
const seconds = (at: Date | string): number => Math.floor(new Date(at).getTime() / 1000);

function isStillSo(object: Stored, conditions: Conditions): boolean {
  const { IfMatch, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) return isAmong(IfMatch, object);
  if (IfUnmodifiedSince === undefined) return true;
  return seconds(object.modifiedAt) <= seconds(IfUnmodifiedSince);
}

function isKnown(object: Stored, conditions: Conditions): boolean {
  const { IfNoneMatch, IfModifiedSince } = conditions;
  if (IfNoneMatch !== undefined) return isAmong(IfNoneMatch, object);
  if (IfModifiedSince === undefined) return false;
  return seconds(object.modifiedAt) <= seconds(IfModifiedSince);
}

/**
 * Conditions of a read: 412 when the object is another, 304 when the reader has it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export function checkRead(object: Stored, conditions: Conditions): void {
  if (!isStillSo(object, conditions))
    throw failed(conditions.IfMatch === undefined ? 'If-Unmodified-Since' : 'If-Match');
  if (isKnown(object, conditions)) throw notModified();
}

/** The same conditions on the source of a copy, which know no 304. */
export function checkCopySource(object: Stored, conditions: Conditions): void {
  if (!isStillSo(object, conditions)) throw failed('x-amz-copy-source-If-Match');
  if (isKnown(object, conditions)) throw failed('x-amz-copy-source-If-None-Match');
}

/**
 * Conditions of a write: `If-None-Match: *` for a key that must be new, `If-Match` for one
 * that must still be the same.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWrite(
  existing: Stored | undefined,
  key: string,
  { IfMatch, IfNoneMatch }: Conditions,
): void {
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*')
    throw new AwsError(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      501,
      { members: { Header: 'If-None-Match' } },
    );
  if (IfNoneMatch !== undefined && existing) throw failed('If-None-Match');
  if (IfMatch === undefined) return;
  if (!existing) throw noSuchKey(key);
  if (!isAmong(IfMatch, existing)) throw failed('If-Match');
}
