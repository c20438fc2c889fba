import { pageOf } from '../iam/paging';
import { AwsError } from '../wire/aws-error';

type PageInput = { Marker?: string; Limit?: number };
type Page<T> = { items: T[]; rest: { Truncated: boolean; NextMarker?: string } };

/** One page of a list, as KMS names its parts. A limit was checked with the input. */
export function kmsPage<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  { Marker, Limit = 100 }: PageInput,
): Page<T> {
  try {
    const page = pageOf(items, keyOf, {
      MaxItems: Limit,
      ...(Marker !== undefined && { Marker }),
    });
    const { IsTruncated: Truncated, Marker: NextMarker } = page.rest;
    const rest = NextMarker === undefined ? { Truncated } : { Truncated, NextMarker };
    return { items: page.items, rest };
  } catch (error) {
    throw error instanceof AwsError
      ? new AwsError('InvalidMarkerException', 'The marker is not valid.')
      : error;
  }
}
