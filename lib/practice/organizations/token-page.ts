import { pageAfter } from '../page-after';
import { AwsError } from '../wire/aws-error';
import { readPageToken } from '../wire/page-token';

type PageInput = { NextToken?: string; MaxResults?: number };

const MAX_RESULTS = 20;

function readToken(token: string): string {
  const after = readPageToken(token);
  if (after === null) throw new AwsError('InvalidInputException', 'Invalid token.');
  return after;
}

/** One page as Organizations gives it: at most 20, and a token when there is more. */
export function tokenPage<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  { NextToken, MaxResults = MAX_RESULTS }: PageInput,
): { items: T[]; rest: { NextToken?: string } } {
  if (MaxResults < 1 || MaxResults > MAX_RESULTS)
    throw new AwsError(
      'InvalidInputException',
      `MaxResults must be between 1 and ${MAX_RESULTS}.`,
    );
  const after = NextToken === undefined ? null : readToken(NextToken);
  const { items: page, next } = pageAfter(items, keyOf, { after, most: MaxResults });
  return { items: page, rest: next === null ? {} : { NextToken: next } };
}
