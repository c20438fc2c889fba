import type {
  ListResourceTagsCommandInput,
  Tag,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-kms';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import { requestTagContext } from '../iam/tags';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredTag } from '../world/types';
import { allowOwnKey, checkNotDeleting } from './allow-key';
import { kmsLimitExceeded } from './errors';
import { kmsPage } from './paging';

const TAGS_QUOTA = NUMBER_RULES.EntityTagCount.max;
const TAGS_A_PAGE = 50;

const tagError = (message: string): AwsError => new AwsError('TagException', message);

/** Tags of an input, checked. Keys are unique, and case counts. */
export function kmsTagsOf(given: readonly Tag[] = []): StoredTag[] {
  const tags = given.map(({ TagKey = '', TagValue = '' }) => ({
    Key: TagKey,
    Value: TagValue,
  }));
  if (tags.some(({ Key }) => /^aws:/i.test(Key)))
    throw tagError('Tag keys that begin with aws: are reserved.');
  const isTag = ({ Key, Value }: StoredTag) =>
    validateField('TagKey', Key).valid && validateField('TagValue', Value).valid;
  if (!tags.every(isTag)) throw tagError('A tag key or a tag value is not valid.');
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw tagError('Duplicate tag keys');
  if (tags.length > TAGS_QUOTA)
    throw kmsLimitExceeded(`A KMS key can have at most ${TAGS_QUOTA} tags.`);
  return tags;
}

function tagResource(call: Call, { KeyId, Tags }: Given<TagResourceCommandInput>) {
  const added = kmsTagsOf(Tags);
  const { key } = allowOwnKey(call, KeyId, {
    action: 'kms:TagResource',
    context: requestTagContext(added),
  });
  checkNotDeleting(key);
  const isReplaced = new Set(added.map(({ Key }) => Key));
  const kept = key.tags.filter(({ Key }) => !isReplaced.has(Key));
  if (kept.length + added.length > TAGS_QUOTA)
    throw kmsLimitExceeded(`A KMS key can have at most ${TAGS_QUOTA} tags.`);
  key.tags = [...kept, ...added];
  noted(call);
  return {};
}

function untagResource(call: Call, { KeyId, TagKeys }: Given<UntagResourceCommandInput>) {
  const { key } = allowOwnKey(call, KeyId, {
    action: 'kms:UntagResource',
    context: { 'aws:TagKeys': TagKeys },
  });
  checkNotDeleting(key);
  key.tags = key.tags.filter(({ Key }) => !TagKeys.includes(Key));
  noted(call);
  return {};
}

function listResourceTags(call: Call, input: Given<ListResourceTagsCommandInput>) {
  const { key } = allowOwnKey(call, input.KeyId, { action: 'kms:ListResourceTags' });
  const { items, rest } = kmsPage(key.tags, ({ Key }) => Key, {
    Limit: TAGS_A_PAGE,
    ...input,
  });
  return {
    Tags: items.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
    ...rest,
  };
}

export const keyTagOperations = {
  TagResource: tagResource,
  UntagResource: untagResource,
  ListResourceTags: listResourceTags,
} satisfies Operations;
