/** How many tags AWS keeps on a role. */
export const TAGS_MAX = 50;

/** How many of them say which plan made it, and in which step. */
export const PLAN_TAGS = 2;

/** A tag as IAM tells it. */
export type RoleTag = { key: string; value: string };

/** A tag of a role as the document of a step, its key spelled as it stands. */
export const tagText = ({ key, value }: RoleTag): string =>
  JSON.stringify({ Key: key, Value: value });

/** The tag that such a document is. */
export function tagOfText(text: string): RoleTag {
  const { Key, Value }: { Key: string; Value: string } = JSON.parse(text);
  return { key: Key, value: Value };
}

/** Keys of IAM are the same whatever their case: what two that are the same have in common. */
export const bareKey = (key: string): string => key.toLowerCase();

export const isSameKey = (a: string, b: string): boolean => bareKey(a) === bareKey(b);

/** The document of a role's tag of that key; null where the role has none. */
export function tagTextIn(tags: readonly RoleTag[], key: string): string | null {
  const tag = tags.find((one) => isSameKey(one.key, key));
  return tag ? tagText(tag) : null;
}

/** Tags by their keys, as a list. */
export const tagList = (tags: Record<string, string>): RoleTag[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));
