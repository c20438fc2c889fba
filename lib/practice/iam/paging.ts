import { validationError } from '../wire/aws-error';

type PageInput = { Marker?: string; MaxItems?: number };
type Page<T> = { items: T[]; rest: { IsTruncated: boolean; Marker?: string } };

const DEFAULT_ITEMS = 100;
const MAX_ITEMS = 1000;

function readMarker(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString('utf8');
  if (!text.startsWith('after:')) throw validationError('Invalid Marker.');
  return text.slice('after:'.length);
}

const writeMarker = (key: string): string =>
  Buffer.from(`after:${key}`).toString('base64url');

/**
 * One page of a list in the order of `keyOf`. The marker names the last item given, so
 * nothing is skipped or repeated when the list changes between pages.
 */
export function pageOf<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  { Marker, MaxItems = DEFAULT_ITEMS }: PageInput,
): Page<T> {
  if (MaxItems < 1 || MaxItems > MAX_ITEMS)
    throw validationError(
      `1 validation error detected: Value '${MaxItems}' at 'maxItems' failed to satisfy constraint: Member must have value ${MaxItems < 1 ? 'greater than or equal to 1' : 'less than or equal to 1000'}`,
    );
  const after = Marker === undefined ? null : readMarker(Marker);
  const sorted = [...items]
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === null || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = sorted.slice(0, MaxItems);
  const last = page.at(-1);
  const isTruncated = sorted.length > page.length && last !== undefined;
  return {
    items: page.map(({ item }) => item),
    rest: isTruncated
      ? { IsTruncated: true, Marker: writeMarker(last.key) }
      : { IsTruncated: false },
  };
}
