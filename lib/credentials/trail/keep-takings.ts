import { ok, type Result } from '@/lib/core/result';
import { trailRegions } from '@/lib/core/trail-regions';
import type { Aws, AwsConnection, AwsFailure, Clock, TrailEvent } from '@/lib/ports';

/** Sessions end after twelve hours at the latest: what is older holds nothing any more. */
const LOOK_BACK_MS = 12 * 3600_000;

const KEPT_MS = 2 * 60_000;
const KEPT_MAX = 500;
const RUNNING = Number.POSITIVE_INFINITY;
const WAYS = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

type Takings = {
  lookedAt: Date;
  /** Those that were asked. */
  regions: string[];
  events: TrailEvent[];
  isMore: boolean;
};
type Answer = Result<Takings, AwsFailure>;
type Kept = { until: number; answer: Promise<Answer> };

/** The takings of roles in an account's trail. `isFresh` asks again, unless that goes on now. */
export type TakingsOf = (connection: AwsConnection, isFresh: boolean) => Promise<Answer>;

type Deps = { aws: Pick<Aws, 'lookupEvents'>; clock: Pick<Clock, 'now'> };

/**
 * Keeps what an account's CloudTrail told for two minutes: AWS answers two look-ups a second for
 * an account. Whoever asks meanwhile shares the answer, and a failure is not kept. What is older
 * is let go at the next look-up.
 */
export function keepTakings(deps: Deps): TakingsOf {
  const kept = new Map<string, Kept>();
  return async (connection, isFresh) => {
    const key = JSON.stringify(connection);
    const now = deps.clock.now().getTime();
    const known = kept.get(key);
    if (known && !isOld(known, now) && (!isFresh || known.until === RUNNING))
      return known.answer;
    makeRoom(kept, now);
    const entry: Kept = { until: RUNNING, answer: lookUp(deps, connection) };
    kept.delete(key);
    kept.set(key, entry);
    const settle = (isGood: boolean) => {
      entry.until = isGood ? now + KEPT_MS : 0;
    };
    entry.answer.then(
      ({ ok: isGood }) => settle(isGood),
      () => settle(false),
    );
    return entry.answer;
  };
}

const isOld = ({ until }: Kept, now: number): boolean => until <= now;

function makeRoom(kept: Map<string, Kept>, now: number): void {
  for (const [key, entry] of kept) if (isOld(entry, now)) kept.delete(key);
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

/**
 * One after the other, so that the account's own limit is not met.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
async function lookUp({ aws, clock }: Deps, connection: AwsConnection): Promise<Answer> {
  const until = clock.now();
  const from = new Date(until.getTime() - LOOK_BACK_MS);
  const regions = trailRegions(connection.partition, connection.region);
  const found: Takings = { lookedAt: until, regions, events: [], isMore: false };
  for (const region of regions) {
    for (const value of WAYS) {
      const asked = { key: 'EventName', value, from, until } as const;
      const read = await aws.lookupEvents({ ...connection, region }, asked);
      if (!read.ok) return read;
      // What gave no session shows nowhere, and there are many of them.
      found.events.push(...read.value.events.filter(({ given }) => given !== null));
      found.isMore ||= read.value.isMore;
    }
  }
  return ok(found);
}
