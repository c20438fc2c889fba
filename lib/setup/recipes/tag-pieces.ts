import { type RoleTag, tagList, tagText } from '@/lib/core/role-tag';
import type { Piece } from './piece';

/** Tags of ours, which say what made an object; nobody else gives them. */
export const isReservedKey = (key: string): boolean => /^drawbridge:/i.test(key);

/** `Tag owner=Web of x-log-writer` */
export const titleOfTag = ({ key, value }: RoleTag, roleName: string): string =>
  `Tag ${key}=${value} of ${roleName}`;

/**
 * The tags of a role, one by one, so that each is put back as it was. A role that is made gets
 * them with itself; one that stands keeps what others have tagged it with.
 */
export const tagPieces = (
  place: Pick<Piece, 'side' | 'accountId'>,
  roleName: string,
  tags: Record<string, string> = {},
): Piece[] =>
  tagList(tags).map((tag) => ({
    ...place,
    title: titleOfTag(tag, roleName),
    target: { kind: 'role-tag', roleName, key: tag.key },
    field: 'tags',
    content: { kind: 'whole', text: tagText(tag) },
  }));
