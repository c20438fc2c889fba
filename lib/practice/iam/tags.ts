import type { ContextValue } from '@/lib/iam/question';
import { validateField } from '@/lib/iam/validate/validate-field';
import { invalidInput, limitExceeded, validationError } from '../wire/aws-error';
import type { StoredTag } from '../world/types';
import { TAGS_QUOTA } from './quotas';

export type GivenTag = { Key?: string | undefined; Value?: string | undefined };

const isTag = ({ Key, Value }: StoredTag): boolean =>
  validateField('TagKey', Key).valid && validateField('TagValue', Value).valid;

/**
 * Tags of an input, checked. Keys are unique ignoring case.
 *
 * @param title of what is tagged, as AWS names it in its quota
 */
export function tagsOf(
  given: readonly GivenTag[] | undefined,
  title: string,
): StoredTag[] {
  const tags = (given ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
  if (!tags.every(isTag))
    throw validationError(
      'Tag keys have 1 to 128 and values up to 256 letters, digits, spaces and _.:/=+-@; the prefix aws: is reserved.',
    );
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < tags.length)
    throw invalidInput(
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  if (tags.length > TAGS_QUOTA)
    throw limitExceeded(`Cannot exceed quota for TagsPer${title}: ${TAGS_QUOTA}`);
  return tags;
}

/** Session tags of an input, checked, by their keys. */
export const sessionTagsOf = (
  given: readonly GivenTag[] | undefined,
): Record<string, string> =>
  Object.fromEntries(tagsOf(given, 'Session').map(({ Key, Value }) => [Key, Value]));

export const requestTagContext = (tags: StoredTag[]): Record<string, ContextValue> =>
  tags.length === 0
    ? {}
    : {
        ...Object.fromEntries(
          tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value]),
        ),
        'aws:TagKeys': tags.map(({ Key }) => Key),
      };

/** The tags a thing has, as outputs give them: left out when there are none. */
export const tagsOut = (tags: StoredTag[]): { Tags?: StoredTag[] } =>
  tags.length > 0 ? { Tags: tags } : {};
