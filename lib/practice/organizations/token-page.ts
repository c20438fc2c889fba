import { AwsError } from '../wire/aws-error';

type PageInput = { NextToken?: string; MaxResults?: number };

const MAX_RESULTS = 20;

function startOf(token: string | undefined): string {
  if (token === undefined) return '';
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith('after:'))
    throw new AwsError('InvalidInputException', 'Invalid token.');
  return text.slice('after:'.length);
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
  const start = startOf(NextToken);
  const after = [...items]
    .filter((item) => keyOf(item) > start)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = after.slice(0, MaxResults);
  const last = page.at(-1);
  const hasMore = last !== undefined && after.length > page.length;
  return {
    items: page,
    rest: hasMore
      ? { NextToken: Buffer.from(`after:${keyOf(last)}`).toString('base64url') }
      : {},
  };
}
