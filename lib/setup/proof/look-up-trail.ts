import { ok, type Result } from '@/lib/core/result';
import type {
  Aws,
  AwsConnection,
  AwsFailure,
  Clock,
  StoredPlan,
  TrailEvent,
  TrailQuery,
} from '@/lib/ports';
import { accountNameIn } from '../plan/account-name-in';
import type { ProofView, TrailView } from '../schema';
import { takingsOf, trailPlaces } from './takings';

type Looking = {
  deps: { aws: Pick<Aws, 'lookupEvents'>; clock: Pick<Clock, 'now'> };
  plan: StoredPlan;
  connectionOf(accountId: string): AwsConnection | null;
  /** CloudTrail is slow to ask: a run keeps its lease meanwhile. */
  renew?(): Promise<void>;
};

type Run = Pick<ProofView, 'ranAt' | 'sessionName'>;

/** Longer than a proof takes, with the patience that it may need. */
const BEFORE_MS = 15 * 60_000;
const AFTER_MS = 60_000;

/**
 * The events of a proof's run in the trails of both accounts, by the name of its sessions: who
 * took the role, and what the role's sessions did. Events arrive minutes late, so none says
 * nothing yet; calls on objects are data events, which a look-up never tells.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
 */
export async function lookUpTrail(looking: Looking, proof: Run): Promise<TrailView> {
  const { trustedAccountId, trustingAccountId } = looking.plan.body;
  const events: TrailView['events'] = [];
  const refusals: string[] = [];
  for (const accountId of new Set([trustingAccountId, trustedAccountId])) {
    const accountName = accountNameIn(looking.plan.body, accountId);
    const read = await eventsIn(looking, accountId, proof);
    if (read.ok) events.push(...read.value.map((event) => eventView(event, accountName)));
    else refusals.push(sayRefused(accountName, read.error));
  }
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  unique.sort((a, b) => a.at.localeCompare(b.at));
  return { lookedAt: looking.deps.clock.now().toISOString(), events: unique, refusals };
}

/** None from an account that this console has no way into. */
async function eventsIn(
  { deps: { aws, clock }, plan: { body }, connectionOf, renew }: Looking,
  accountId: string,
  { ranAt, sessionName }: Run,
): Promise<Result<TrailEvent[], AwsFailure>> {
  const connection = connectionOf(accountId);
  const at = Date.parse(ranAt);
  const from = new Date(at - BEFORE_MS);
  const until = new Date(Math.min(at + AFTER_MS, clock.now().getTime()));
  const events: TrailEvent[] = [];
  for (const place of connection ? trailPlaces(connection, body.region) : []) {
    const asked = async (key: TrailQuery['key'], value: string) => {
      await renew?.();
      return aws.lookupEvents(place, { key, value, from, until });
    };
    const taken = await takingsOf(body.roleArn, asked);
    if (!taken.ok) return taken;
    const done = await asked('Username', sessionName);
    if (!done.ok) return done;
    events.push(...taken.value.events, ...done.value.events);
  }
  return ok(events.filter((event) => isOfRun(event, sessionName)));
}

/** A guard for the names of sessions may ask for more around the run's own. */
const isOfRun = ({ sessionName, callerArn }: TrailEvent, ofRun: string): boolean =>
  [sessionName, callerArn].some((name) => name?.includes(ofRun));

const eventView = (event: TrailEvent, accountName: string) => ({
  id: event.id,
  name: event.name,
  source: event.source,
  at: event.at.toISOString(),
  accountName,
  caller: event.callerArn ?? event.callerAccountId ?? 'unknown',
  errorCode: event.errorCode,
});

const sayRefused = (name: string, failure: AwsFailure): string =>
  failure.kind === 'refused'
    ? `The trail of ${name} could not be read: AWS refused cloudtrail:LookupEvents (${failure.code}).`
    : `The trail of ${name} could not be read just now.`;
