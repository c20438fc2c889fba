import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Result } from '@/lib/core/result';
import type {
  AwsConnection,
  AwsFailure,
  TrailEvent,
  TrailQuery,
  TrailReading,
} from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { attempt } from './map-error';
import { callOf } from './trail-record';

/** AWS answers two look-ups a second for an account, fifty events each. */
const PAGES_MAX = 4;

/**
 * Events of an account's own history that fit one attribute, newest first; at most 200.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function lookupEvents(
  context: AwsContext,
  connection: AwsConnection,
  { key, value, from, until }: TrailQuery,
): Promise<Result<TrailReading, AwsFailure>> {
  const opened = await access(context, connection, 'read');
  if (!opened.ok) return opened;
  const client = opened.value.clients.cloudTrail();
  return attempt('cloudtrail:LookupEvents', async () => {
    const events: TrailEvent[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = await client.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
          StartTime: from,
          EndTime: until,
          NextToken: nextToken,
        }),
      );
      events.push(...(answer.Events ?? []).map(eventOf));
      nextToken = answer.NextToken;
      if (!nextToken) break;
    }
    return { events, isMore: nextToken !== undefined };
  });
}

function eventOf(event: Event): TrailEvent {
  const { EventId = '', EventName = '', EventSource = '', EventTime } = event;
  const at = EventTime ?? new Date(0);
  return {
    id: EventId,
    name: EventName,
    source: EventSource,
    at,
    ...callOf(event.CloudTrailEvent ?? '', at),
  };
}
