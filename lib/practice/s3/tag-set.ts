import { AwsError } from '../wire/aws-error';
import { parsePairs } from '../wire/request';
import type { ObjectTag } from '../world/s3-types';

const MAX_TAGS = 10;
const MAX_KEY = 128;
const MAX_VALUE = 256;
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const invalidHeader = (): AwsError =>
  new AwsError(
    'InvalidArgument',
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    400,
    { members: { ArgumentName: 'x-amz-tagging' } },
  );

const isKey = (text: string): boolean =>
  text.length >= 1 && text.length <= MAX_KEY && TAG_TEXT.test(text);
const isValue = (text: string): boolean =>
  text.length <= MAX_VALUE && TAG_TEXT.test(text);

/**
 * Tags of an object within S3's limits.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export function checkedTags(tags: ObjectTag[]): ObjectTag[] {
  if (tags.length > MAX_TAGS)
    throw new AwsError('BadRequest', 'Object tags cannot be greater than 10');
  for (const { Key, Value } of tags) {
    if (!isKey(Key))
      throw new AwsError('InvalidTag', 'The TagKey you have provided is invalid');
    if (!isValue(Value))
      throw new AwsError('InvalidTag', 'The TagValue you have provided is invalid');
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  return tags;
}

/** Tags as the `x-amz-tagging` header carries them: a query string. */
export function tagsOfHeader(text: string | undefined): ObjectTag[] {
  const pairs = parsePairs(text ?? '');
  if (!pairs) throw invalidHeader();
  const tags = pairs.map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw invalidHeader();
  return checkedTags(tags);
}
