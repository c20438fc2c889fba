import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod';
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

/** AWS answers two look-ups a second for an account, fifty events each. */
const PAGES_MAX = 4;

const text = z.string().nullish().catch(null);

/** The parts of a record that are read. What has another form is taken for absent. */
const Identity = z
  .object({
    arn: text,
    accountId: text,
    sessionContext: z
      .object({ sessionIssuer: z.object({ arn: text }).nullish().catch(null) })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);
const Parameters = z
  .object({ roleArn: text, roleSessionName: text })
  .nullish()
  .catch(null);
const EventRecord = z.object({
  userIdentity: Identity,
  errorCode: text,
  requestParameters: Parameters,
});

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
  return {
    id: EventId,
    name: EventName,
    source: EventSource,
    at: EventTime ?? new Date(0),
    ...callOf(recordOf(event.CloudTrailEvent ?? '')),
  };
}

type Call = Pick<
  TrailEvent,
  'callerArn' | 'issuerArn' | 'callerAccountId' | 'roleArn' | 'sessionName' | 'errorCode'
>;

function callOf(record: z.infer<typeof EventRecord> | null): Call {
  const { userIdentity, requestParameters, errorCode = null } = record ?? {};
  return {
    callerArn: userIdentity?.arn ?? null,
    issuerArn: userIdentity?.sessionContext?.sessionIssuer?.arn ?? null,
    callerAccountId: userIdentity?.accountId ?? null,
    roleArn: requestParameters?.roleArn ?? null,
    sessionName: requestParameters?.roleSessionName ?? null,
    errorCode,
  };
}

function recordOf(json: string): z.infer<typeof EventRecord> | null {
  try {
    return EventRecord.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
