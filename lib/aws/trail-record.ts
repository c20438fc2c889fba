import * as z from 'zod';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import type { GivenSession, TrailEvent } from '@/lib/ports';

const text = z.string().nullish().catch(null);
const seconds = z.coerce.number().int().positive().nullish().catch(null);

/** What has another form is taken for absent. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).nullish().catch(null);

/** The parts of a record that are read. */
const EventRecord = z.object({
  userIdentity: part({
    type: text,
    arn: text,
    accountId: text,
    userName: text,
    invokedBy: text,
    sessionContext: part({ sourceIdentity: text, sessionIssuer: part({ arn: text }) }),
  }),
  sourceIPAddress: text,
  userAgent: text,
  errorCode: text,
  requestParameters: part({
    roleArn: text,
    roleSessionName: text,
    sourceIdentity: text,
    durationSeconds: seconds,
  }),
  responseElements: part({
    sourceIdentity: text,
    credentials: part({ accessKeyId: text, expiration: text }),
    assumedRoleUser: part({ arn: text }),
  }),
});
type EventRecord = z.infer<typeof EventRecord>;

type Call = Omit<TrailEvent, 'id' | 'name' | 'source' | 'at'>;

const NOTHING: EventRecord = {
  userIdentity: null,
  requestParameters: null,
  responseElements: null,
};

/**
 * What the record of an event says of the call.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function callOf(json: string, at: Date): Call {
  const record = recordOf(json) ?? NOTHING;
  const { requestParameters: asked } = record;
  return {
    ...callerOf(record),
    roleArn: asked?.roleArn ?? null,
    sessionName: asked?.roleSessionName ?? nameGiven(record),
    errorCode: record.errorCode ?? null,
    program: record.userAgent ?? null,
    sourceIp: record.sourceIPAddress ?? null,
    given: givenBy(record, at),
  };
}

function callerOf({ userIdentity: who }: EventRecord) {
  return {
    callerArn: who?.arn ?? null,
    issuerArn: who?.sessionContext?.sessionIssuer?.arn ?? null,
    callerAccountId: who?.accountId ?? null,
    callerName: who?.invokedBy ?? who?.userName ?? null,
    isByService: who?.type === 'AWSService',
  };
}

/** An assertion names the session itself: then only the answer tells its name. */
const nameGiven = ({ responseElements: answer }: EventRecord): string | null =>
  answer?.assumedRoleUser?.arn?.split('/').at(-1) ?? null;

function givenBy(record: EventRecord, at: Date): GivenSession | null {
  const { requestParameters: asked, responseElements: answer } = record;
  if (!answer?.credentials) return null;
  const { accessKeyId = null, expiration } = answer.credentials;
  const inherited = record.userIdentity?.sessionContext?.sourceIdentity;
  return {
    accessKeyId,
    sourceIdentity: answer.sourceIdentity ?? asked?.sourceIdentity ?? inherited ?? null,
    endsAt: momentOf(expiration) ?? after(at, asked?.durationSeconds),
  };
}

const after = (at: Date, durationSeconds: number | null | undefined): Date =>
  new Date(at.getTime() + (durationSeconds ?? DEFAULT_SESSION_SECONDS) * 1000);

/** `Nov 24, 2026, 9:30:00 AM`, in UTC, with spaces of several kinds. */
function momentOf(text: string | null | undefined): Date | null {
  const at = new Date(`${(text ?? '').replace(/\s+/g, ' ')} UTC`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function recordOf(json: string): EventRecord | null {
  try {
    return EventRecord.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
