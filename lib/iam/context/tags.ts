import type { Tag } from '../world';

/** Tags as a list, whichever way they were given. */
export const tagsOf = (tags: Record<string, string> | Tag[] | undefined): Tag[] =>
  Array.isArray(tags)
    ? tags
    : Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));

/** A tag's value; keys compare ignoring case. */
export const findTag = (tags: Tag[], key: string): string | undefined =>
  tags.find(({ Key }) => Key.toLowerCase() === key.toLowerCase())?.Value;
