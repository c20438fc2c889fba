import { pageAfter } from '../page-after';
import { validationError } from '../wire/aws-error';
import { readPageToken } from '../wire/page-token';

type PageInput = { Marker?: string; MaxItems?: number };
type Page<T> = { items: T[]; rest: { IsTruncated: boolean; Marker?: string } };

const DEFAULT_ITEMS = 100;
const MAX_ITEMS = 1000;

function readMarker(marker: string): string {
  const after = readPageToken(marker);
  if (after === null) throw validationError('Invalid Marker.');
  return after;
}

/** One page of a list, as IAM names its parts. */
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
  const { items: page, next } = pageAfter(items, keyOf, { after, most: MaxItems });
  return {
    items: page,
    rest: next === null ? { IsTruncated: false } : { IsTruncated: true, Marker: next },
  };
}
