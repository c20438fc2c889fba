import type {
  DeleteObjectTaggingCommandInput,
  GetObjectTaggingCommandInput,
  PutObjectTaggingCommandInput,
} from '@aws-sdk/client-s3';
import { type Call, type Given, noted, type Operations } from '../operation';
import { allowIn, findBucket } from './find-bucket';
import { allowObject, checkVersion, existingTags, noSuchKey } from './find-object';
import { tagContext } from './object-attributes';
import { checkedTags } from './tag-set';

function getTagging(call: Call, input: Given<GetObjectTaggingCommandInput>) {
  checkVersion(input.VersionId);
  const { object } = allowObject(call, 's3:GetObjectTagging', input);
  return { TagSet: object.tags };
}

function putTagging(call: Call, input: Given<PutObjectTaggingCommandInput>) {
  checkVersion(input.VersionId);
  const found = findBucket(call, input);
  const key = input.Key;
  const tags = checkedTags(
    (input.Tagging.TagSet ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })),
  );
  allowIn(call, 's3:PutObjectTagging', found, {
    key,
    context: { ...tagContext(tags), ...existingTags(found.bucket, key) },
  });
  const object = found.bucket.objects.get(key);
  if (!object) throw noSuchKey(key);
  object.tags = tags;
  noted(call);
  return {};
}

function deleteTagging(call: Call, input: Given<DeleteObjectTaggingCommandInput>) {
  checkVersion(input.VersionId);
  const found = allowObject(call, 's3:DeleteObjectTagging', input);
  found.object.tags = [];
  noted(call);
  return {};
}

export const objectTaggingOperations = {
  GetObjectTagging: getTagging,
  PutObjectTagging: putTagging,
  DeleteObjectTagging: deleteTagging,
} satisfies Operations;
