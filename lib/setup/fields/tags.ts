import { isSameKey, PLAN_TAGS, type RoleTag } from '@/lib/core/role-tag';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import { isReservedKey } from '../recipes/tag-pieces';
import { type Field, right, wrong } from './field';
import { tagsOfLines } from './tag-lines';

const ALL = NUMBER_RULES.EntityTagCount.max;
const MOST = ALL - PLAN_TAGS;

/**
 * The tags of a role, by their keys as they were typed. A row that is empty on both sides is
 * none. Keys are the same whatever their case.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function resolveTags(typed: string): Field<Record<string, string>> {
  const tags = tagsOfLines(typed)
    .map(({ key, value }) => ({ key: key.trim(), value: value.trim() }))
    .filter(({ key, value }) => key !== '' || value !== '');
  if (tags.length > MOST)
    return wrong(
      `A role has at most ${ALL} tags, and two say which plan made it: keep ${MOST} of these ${tags.length}.`,
    );
  const problem = tags.map((tag, index) => sayWrong(tag, tags.slice(0, index)));
  const message = problem.find((text) => text !== null);
  if (message) return wrong(message);
  return right(Object.fromEntries(tags.map(({ key, value }) => [key, value])));
}

function sayWrong({ key, value }: RoleTag, before: RoleTag[]): string | null {
  if (key === '') return `The value “${value}” has no key.`;
  const ofKey = validateField('TagKey', key);
  if (!ofKey.valid) return `Key “${shown(key)}”: ${ofKey.message}`;
  if (isReservedKey(key))
    return `Key “${shown(key)}”: tags that begin with drawbridge: are written by this console alone.`;
  const ofValue = validateField('TagValue', value);
  if (!ofValue.valid) return `Value of “${key}”: ${ofValue.message}`;
  const twin = before.find((one) => isSameKey(one.key, key));
  return twin
    ? `“${twin.key}” and “${key}” are one key to AWS, which ignores case. Keep one of them.`
    : null;
}

const SHOWN_MAX = 40;

const shown = (text: string): string =>
  text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
