import type { Clock, GrantStore, NamedGrant, Notifier } from '@/lib/ports';
import { oncePerWorkspace } from './read-once';
import { type TellingDeps, tellingOf } from './telling-of-grant';

type Deps = TellingDeps & {
  notifier: Pick<Notifier, 'tell'>;
  grants: Pick<GrantStore, 'listEnding'>;
  clock: Pick<Clock, 'now'>;
};

const DAY_MS = 86_400_000;
/** How long before its end a grant is told of. */
const SOON_MS = 3 * DAY_MS;
/** Ends are told so long afterwards, should no job have run at the time. */
const LATE_MS = DAY_MS;

/**
 * Tells once of every grant that ends within three days, and once more when it has ended. One
 * that was made for less is told of when it is given, with its end.
 */
export async function tellGrantEnds(deps: Deps): Promise<void> {
  const once = oncePerWorkspace(deps);
  const tell = async (grant: NamedGrant, event: 'grant-ended' | 'grant-ends-soon') => {
    const { notice, key, people } = await tellingOf(once, grant, { event, byName: null });
    await deps.notifier.tell(grant.workspaceId, notice, key, people);
  };
  const now = deps.clock.now().getTime();
  const ending = await deps.grants.listEnding(
    new Date(now - LATE_MS),
    new Date(now + SOON_MS),
  );
  for (const grant of ending) {
    const endsAt = grant.endsAt?.getTime() ?? 0;
    const isShort = endsAt - grant.createdAt.getTime() < SOON_MS;
    if (endsAt <= now) await tell(grant, 'grant-ended');
    else if (!isShort) await tell(grant, 'grant-ends-soon');
  }
}
