import { isSameKey, type RoleTag } from '@/lib/core/role-tag';
import { tagsOfLines } from '@/lib/setup/fields/tag-lines';
import type { DraftFields } from '@/lib/setup/schema';

/** Owner and ticket as tags, as far as they are said and no tag of that key says them. */
export function untaggedNotes(
  fields: Pick<DraftFields, 'owner' | 'ticket' | 'tags'>,
): RoleTag[] {
  const tags = tagsOfLines(fields.tags);
  return (['owner', 'ticket'] as const)
    .map((key) => ({ key, value: fields[key].trim() }))
    .filter(({ key, value }) => value && !tags.some((tag) => isSameKey(tag.key, key)));
}
