import { tagList, tagText } from '@/lib/core/role-tag';
import type { PlannedStep } from '@/lib/ports';
import { isReservedKey, titleOfTag } from '../recipes/tag-pieces';

/** The tags that a step makes a role with, as if each were written by a step of its own. */
export function madeTags<Step extends PlannedStep>(step: Step): Step[] {
  const { write } = step;
  if (write.kind !== 'create-role') return [];
  return tagList(write.tags)
    .filter(({ key }) => !isReservedKey(key))
    .map((tag) => ({
      ...step,
      title: titleOfTag(tag, write.roleName),
      target: { kind: 'role-tag', roleName: write.roleName, key: tag.key },
      write: { kind: 'tag-role', roleName: write.roleName, ...tag },
      before: null,
      after: tagText(tag),
    }));
}
