import { pageToken } from './wire/page-token';

/**
 * One page of a list in the order of `keyOf`, and the token of the next when there is one. It
 * names the last item given, so nothing is skipped or repeated when the list changes meanwhile.
 */
export function pageAfter<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  { after, most }: { after: string | null; most: number },
): { items: T[]; next: string | null } {
  const sorted = [...items]
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === null || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = sorted.slice(0, most);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    next: last && sorted.length > page.length ? pageToken(last.key) : null,
  };
}
