import type {
  Event,
  LookupAttribute,
  LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { parseArn } from '@/lib/core/arn';
import { lookUp } from '@/lib/core/look-up';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { pageToken, readPageToken } from '../wire/page-token';
import type { LoggedCall } from '../world/live-world';
import { eventOf } from './event';

const MOST_EVENTS = 50;
const KEPT_MS = 90 * 24 * 3600_000;

/** Calls on objects are data events: a lookup does not tell them. */
const isManagement = ({ service, operation }: LoggedCall): boolean =>
  service !== 's3' || !/Object|Part|Multipart/.test(operation);

/** A call is in the trail of its caller's account, and of the account it asked for something. */
function isOfAccount({ accountId, resources }: LoggedCall, id: string): boolean {
  return accountId === id || resources.some((arn) => parseArn(arn)?.accountId === id);
}

const VALUES: Record<string, (event: Event) => (string | undefined)[]> = {
  EventId: ({ EventId }) => [EventId],
  EventName: ({ EventName }) => [EventName],
  EventSource: ({ EventSource }) => [EventSource],
  ReadOnly: ({ ReadOnly }) => [ReadOnly],
  Username: ({ Username }) => [Username],
  AccessKeyId: ({ AccessKeyId }) => [AccessKeyId],
  ResourceType: ({ Resources }) => (Resources ?? []).map((one) => one.ResourceType),
  ResourceName: ({ Resources }) => (Resources ?? []).map((one) => one.ResourceName),
};

function filterOf(attributes: LookupAttribute[] = []): (event: Event) => boolean {
  const [first, ...more] = attributes;
  if (!first) return () => true;
  const valuesOf = lookUp(VALUES, first.AttributeKey ?? '');
  if (more.length > 0 || !valuesOf || !first.AttributeValue)
    throw new AwsError(
      'InvalidLookupAttributesException',
      'You can specify one lookup attribute, with a key and a value that are valid.',
    );
  return (event) => valuesOf(event).includes(first.AttributeValue);
}

function periodOf(call: Call, input: LookupEventsCommandInput) {
  const from = input.StartTime?.getTime() ?? 0;
  const until = input.EndTime?.getTime() ?? call.nowMs;
  if (from > until)
    throw new AwsError(
      'InvalidTimeRangeException',
      'The start time must be before the end time.',
    );
  return { from: Math.max(from, call.nowMs - KEPT_MS), until };
}

function pageSizeOf({ MaxResults = MOST_EVENTS }: LookupEventsCommandInput): number {
  if (MaxResults >= 1 && MaxResults <= MOST_EVENTS) return MaxResults;
  throw new AwsError(
    'InvalidMaxResultsException',
    `MaxResults must be between 1 and ${MOST_EVENTS}.`,
  );
}

/** Events before this one are next; the newest come first. */
function beforeOf({ NextToken }: LookupEventsCommandInput): number {
  if (NextToken === undefined) return Number.POSITIVE_INFINITY;
  const seq = readPageToken(NextToken) ?? '';
  if (!/^\d{1,15}$/.test(seq))
    throw new AwsError('InvalidNextTokenException', 'The next token is not valid.');
  return Number(seq);
}

/**
 * What the world's own log tells of the caller's account and region.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
function lookupEvents(call: Call, input: Given<LookupEventsCommandInput>) {
  authorize(call, { action: 'cloudtrail:LookupEvents', resource: '*' });
  const { id } = call.account;
  const fits = filterOf(input.LookupAttributes);
  const { from, until } = periodOf(call, input);
  const pageSize = pageSizeOf(input);
  const before = beforeOf(input);
  const found: { seq: number; event: Event }[] = [];
  for (const logged of call.live.calls.toReversed()) {
    if (found.length > pageSize) break;
    const atMs = Date.parse(logged.at);
    const isCandidate =
      logged.seq < before &&
      logged.region === call.region &&
      atMs >= from &&
      atMs <= until &&
      isManagement(logged) &&
      isOfAccount(logged, id);
    if (!isCandidate) continue;
    const event = eventOf(logged, id);
    if (fits(event)) found.push({ seq: logged.seq, event });
  }
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  return {
    Events: page.map(({ event }) => event),
    ...(last &&
      found.length > page.length && {
        NextToken: pageToken(String(last.seq)),
      }),
  };
}

export const cloudTrailOperations = {
  LookupEvents: lookupEvents,
} satisfies Operations;
