import { pageAfter } from '../page-after';
import { AwsError } from '../wire/aws-error';
import { readPageToken } from '../wire/page-token';

type PageInput = { Marker?: string; Limit?: number };
type Page<T> = { items: T[]; rest: { Truncated: boolean; NextMarker?: string } };

function readMarker(marker: string): string {
  const after = readPageToken(marker);
  if (after === null)
    throw new AwsError('InvalidMarkerException', 'The marker is not valid.');
  return after;
}

/** One page of a list, as KMS names its parts. A limit was checked with the input. */
export function kmsPage<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  { Marker, Limit: most = 100 }: PageInput,
): Page<T> {
  const after = Marker === undefined ? null : readMarker(Marker);
  const { items: page, next } = pageAfter(items, keyOf, { after, most });
  return {
    items: page,
    rest: next === null ? { Truncated: false } : { Truncated: true, NextMarker: next },
  };
}
