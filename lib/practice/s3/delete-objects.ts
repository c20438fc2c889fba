import type {
  DeleteObjectCommandInput,
  DeleteObjectsCommandInput,
} from '@aws-sdk/client-s3';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { malformedXml } from '../wire/s3-xml';
import { dropContent } from './content';
import { allowIn, type Found, findBucket } from './find-bucket';
import { checkVersion, existingTags } from './find-object';
import { checkWrite } from './preconditions';

const MAX_KEYS = 1000;

function remove(
  call: Call,
  found: Found,
  { Key, VersionId, IfMatch }: { Key: string; VersionId?: string; IfMatch?: string },
): void {
  const { objects } = found.bucket;
  checkVersion(VersionId);
  allowIn(call, 's3:DeleteObject', found, {
    key: Key,
    context: existingTags(found.bucket, Key),
  });
  const object = objects.get(Key);
  if (IfMatch !== undefined) checkWrite(object, Key, { IfMatch });
  if (!object) return;
  objects.delete(Key);
  dropContent(call, object.pieces);
  noted(call);
}

function deleteObject(call: Call, input: Given<DeleteObjectCommandInput>) {
  remove(call, findBucket(call, input), input);
  return {};
}

type Outcome =
  | { deleted: { Key: string } }
  | { error: { Key: string; Code: string; Message: string } };

/** Each key is judged by itself: what is refused stays, the rest goes. */
function outcomeOf(
  call: Call,
  found: Found,
  { Key = '', VersionId, ETag }: { Key?: string; VersionId?: string; ETag?: string },
): Outcome {
  try {
    remove(call, found, {
      Key,
      ...(VersionId !== undefined && { VersionId }),
      ...(ETag !== undefined && { IfMatch: ETag }),
    });
    return { deleted: { Key } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { Key, Code: error.code, Message: error.message } };
  }
}

function deleteObjects(call: Call, input: Given<DeleteObjectsCommandInput>) {
  const found = findBucket(call, input);
  const { Objects = [], Quiet } = input.Delete;
  if (Objects.length === 0 || Objects.length > MAX_KEYS) throw malformedXml();
  const outcomes = Objects.map((object) =>
    outcomeOf(call, found, object as Given<typeof object>),
  );
  return {
    Deleted: Quiet
      ? []
      : outcomes.flatMap((one) => ('deleted' in one ? [one.deleted] : [])),
    Errors: outcomes.flatMap((one) => ('error' in one ? [one.error] : [])),
  };
}

export const deleteObjectsOperations = {
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
} satisfies Operations;
