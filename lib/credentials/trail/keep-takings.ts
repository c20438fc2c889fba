import { ok, type Result } from '@/lib/core/result';
import { trailRegions } from '@/lib/core/trail-regions';
import type { Aws, AwsConnection, AwsFailure, Clock, TrailEvent } from '@/lib/ports';

/** Sessions end after twelve hours at the latest: what is older holds nothing any more. */
const LOOK_BACK_MS = 12 * 3600_000;

const KEPT_MS = 2 * 60_000;
const KEPT_MAX = 500;
const WAYS = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

type Takings = { lookedAt: Date; events: TrailEvent[]; isMore: boolean };
type Answer = Result<Takings, AwsFailure>;

/** The takings of roles in an account's trail. `isFresh` asks again, whatever is kept. */
export type TakingsOf = (connection: AwsConnection, isFresh: boolean) => Promise<Answer>;

type Deps = { aws: Pick<Aws, 'lookupEvents'>; clock: Pick<Clock, 'now'> };

/**
 * Keeps what an account's CloudTrail told for two minutes: AWS answers two look-ups a second for
 * an account. Whoever asks meanwhile shares the answer, and a failure is not kept.
 */
export function keepTakings(deps: Deps): TakingsOf {
  const kept = new Map<string, { since: number; answer: Promise<Answer> }>();
  return async (connection, isFresh) => {
    const key = JSON.stringify(connection);
    const now = deps.clock.now().getTime();
    const known = kept.get(key);
    if (known && !isFresh && now - known.since < KEPT_MS) return known.answer;
    const answer = lookUp(deps, connection);
    kept.delete(key);
    kept.set(key, { since: now, answer });
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    const forget = () => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    };
    answer.then(({ ok: isGood }) => isGood || forget(), forget);
    return answer;
  };
}

/**
 * One after the other, so that the account's own limit is not met.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
async function lookUp({ aws, clock }: Deps, connection: AwsConnection): Promise<Answer> {
  const until = clock.now();
  const from = new Date(until.getTime() - LOOK_BACK_MS);
  const found: Takings = { lookedAt: until, events: [], isMore: false };
  for (const region of trailRegions(connection.partition, connection.region)) {
    for (const value of WAYS) {
      const asked = { key: 'EventName', value, from, until } as const;
      const read = await aws.lookupEvents({ ...connection, region }, asked);
      if (!read.ok) return read;
      found.events.push(...read.value.events);
      found.isMore ||= read.value.isMore;
    }
  }
  return ok(found);
}
