import type { Clock, GrantStore, NamedGrant, Notifier } from '@/lib/ports';
import { AT_ONCE, LATE_MS, tellEach } from '../tell-each';
import { oncePerWorkspace } from './read-once';
import { type TellingDeps, tellingOf } from './telling-of-grant';

type Deps = TellingDeps & {
  notifier: Pick<Notifier, 'tell'>;
  grants: Pick<GrantStore, 'listEnding' | 'markTold'>;
  clock: Pick<Clock, 'now'>;
};

const DAY_MS = 86_400_000;
/** How long before its end a grant is told of. */
const SOON_MS = 3 * DAY_MS;
/**
 * Tells once of every grant that ends within three days, and once more when it has ended. One
 * that was made for less is told of when it is given, with its end.
 */
export async function tellGrantEnds(deps: Deps): Promise<void> {
  const once = oncePerWorkspace(deps);
  const now = deps.clock.now();
  const after = new Date(now.getTime() - LATE_MS);
  const until = new Date(now.getTime() + SOON_MS);
  const ending = await deps.grants.listEnding({ after, until, now }, AT_ONCE);
  await tellEach(
    deps.notifier,
    ending,
    async (grant) => {
      const event = eventOf(grant, now);
      return event && tellingOf(once, grant, { event, byName: null });
    },
    (told) => deps.grants.markTold(told, now),
  );
}

function eventOf(
  { endsAt, createdAt }: NamedGrant,
  now: Date,
): 'grant-ended' | 'grant-ends-soon' | null {
  if (!endsAt) return null;
  if (endsAt <= now) return 'grant-ended';
  const isShort = endsAt.getTime() - createdAt.getTime() < SOON_MS;
  return isShort ? null : 'grant-ends-soon';
}
