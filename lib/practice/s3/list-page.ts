import { AwsError } from '../wire/aws-error';
import { readPageToken } from '../wire/page-token';
import { encodeRfc3986 } from '../wire/request';

export type Entry<T> = { key: string } & ({ item: T } | { prefix: string });

const MAX_ITEMS = 1000;

/** S3 lists in the order of UTF-8 bytes, which UTF-16 does not keep beyond the first plane. */
export const compareKeys = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

type Folder = { Prefix?: string; Delimiter?: string };

/** The key up to its first delimiter after the prefix; null when it has none there. */
function commonPrefix(key: string, { Prefix = '', Delimiter }: Folder): string | null {
  if (!Delimiter) return null;
  const at = key.indexOf(Delimiter, Prefix.length);
  return at < 0 ? null : key.slice(0, at + Delimiter.length);
}

/** Items under a prefix, in key order; those behind a delimiter become one prefix. */
export function entriesOf<T extends { key: string }>(
  items: Iterable<T>,
  folder: Folder,
): Entry<T>[] {
  const entries: Entry<T>[] = [];
  const prefixes = new Set<string>();
  for (const item of items) {
    const { key } = item;
    if (!key.startsWith(folder.Prefix ?? '')) continue;
    const prefix = commonPrefix(key, folder);
    if (prefix === null) entries.push({ key, item });
    else prefixes.add(prefix);
  }
  for (const prefix of prefixes) entries.push({ key: prefix, prefix });
  return entries.sort((a, b) => compareKeys(a.key, b.key));
}

/** The key or name that the page before ended with. */
export function readContinuation(token: string): string {
  const after = readPageToken(token);
  if (after === null)
    throw new AwsError(
      'InvalidArgument',
      'The continuation token provided is incorrect',
      400,
      { members: { ArgumentName: 'continuation-token' } },
    );
  return after;
}

/** How keys are written in a listing. */
export function encoderOf(type: string | undefined): (text: string) => string {
  if (type === undefined) return (text) => text;
  if (type !== 'url')
    throw new AwsError(
      'InvalidArgument',
      'Invalid Encoding Method specified in Request',
      400,
      { members: { ArgumentName: 'encoding-type', ArgumentValue: type } },
    );
  return (text) => text.split('/').map(encodeRfc3986).join('/');
}

/** The first so many of a list, and whether more follow. */
export function firstOf<T>(items: T[], asked: number | undefined) {
  const max = Math.min(asked ?? MAX_ITEMS, MAX_ITEMS);
  const page = items.slice(0, max);
  return { max, page, last: page.at(-1), isTruncated: max > 0 && items.length > max };
}
