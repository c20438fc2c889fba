import type {
  ListRoleTagsCommandInput,
  TagRoleCommandInput,
  UntagRoleCommandInput,
} from '@aws-sdk/client-iam';
import type { ContextValue } from '@/lib/iam/question';
import { validateField } from '@/lib/iam/validate/validate-field';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations } from '../operation';
import { limitExceeded, validationError } from '../wire/aws-error';
import type { StoredTag } from '../world/types';
import { arnFor, entityNamed } from './arns';
import { pageOf } from './paging';
import { TAGS_QUOTA } from './quotas';

type GivenTag = { Key?: string | undefined; Value?: string | undefined };

const isTag = ({ Key, Value }: StoredTag): boolean =>
  validateField('TagKey', Key).valid && validateField('TagValue', Value).valid;

/** Tags of an input, checked. Keys are unique ignoring case. */
export function tagsOf(given: readonly GivenTag[] | undefined): StoredTag[] {
  const tags = (given ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
  if (!tags.every(isTag))
    throw validationError(
      'Tag keys have 1 to 128 and values up to 256 letters, digits, spaces and _.:/=+-@; the prefix aws: is reserved.',
    );
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < tags.length)
    throw validationError(
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  if (tags.length > TAGS_QUOTA)
    throw limitExceeded(`Cannot exceed quota for TagsPerRole: ${TAGS_QUOTA}`);
  return tags;
}

export const requestTagContext = (tags: StoredTag[]): Record<string, ContextValue> =>
  tags.length === 0
    ? {}
    : {
        ...Object.fromEntries(
          tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value]),
        ),
        'aws:TagKeys': tags.map(({ Key }) => Key),
      };

function tagRole(call: Call, { RoleName, Tags }: Given<TagRoleCommandInput>) {
  const added = tagsOf(Tags);
  authorize(call, {
    action: 'iam:TagRole',
    resource: arnFor(call.account, 'role', RoleName),
    context: requestTagContext(added),
  });
  const role = entityNamed(call.account, 'role', RoleName);
  const isReplaced = new Set(added.map(({ Key }) => Key.toLowerCase()));
  const kept = role.tags.filter(({ Key }) => !isReplaced.has(Key.toLowerCase()));
  role.tags = tagsOf([...kept, ...added]);
  changed(call);
  return {};
}

function untagRole(call: Call, { RoleName, TagKeys }: Given<UntagRoleCommandInput>) {
  authorize(call, {
    action: 'iam:UntagRole',
    resource: arnFor(call.account, 'role', RoleName),
    context: { 'aws:TagKeys': TagKeys },
  });
  const role = entityNamed(call.account, 'role', RoleName);
  const isRemoved = new Set(TagKeys.map((key) => key.toLowerCase()));
  role.tags = role.tags.filter(({ Key }) => !isRemoved.has(Key.toLowerCase()));
  changed(call);
  return {};
}

function listRoleTags(call: Call, input: Given<ListRoleTagsCommandInput>) {
  authorize(call, {
    action: 'iam:ListRoleTags',
    resource: arnFor(call.account, 'role', input.RoleName),
  });
  const role = entityNamed(call.account, 'role', input.RoleName);
  const { items, rest } = pageOf(role.tags, ({ Key }) => Key, input);
  return { Tags: items, ...rest };
}

export const tagOperations = {
  TagRole: tagRole,
  UntagRole: untagRole,
  ListRoleTags: listRoleTags,
} satisfies Operations;
