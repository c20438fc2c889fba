import type { WorkspaceId } from '@/lib/core/ids';
import type { Clock, GrantStore } from '@/lib/ports';
import { tellOfGrant } from './tell-of-grant';

type Deps = Parameters<typeof tellOfGrant>[0] & {
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
export async function tellGrantEnds(ports: Deps): Promise<void> {
  const deps = {
    ...ports,
    accounts: readOnce(ports.accounts),
    personGroups: readOnce(ports.personGroups),
  };
  const now = deps.clock.now().getTime();
  const ending = await deps.grants.listEnding(
    new Date(now - LATE_MS),
    new Date(now + SOON_MS),
  );
  for (const grant of ending) {
    const endsAt = grant.endsAt?.getTime() ?? 0;
    const isShort = endsAt - grant.createdAt.getTime() < SOON_MS;
    if (endsAt <= now)
      await tellOfGrant(deps, grant, { event: 'grant-ended', byName: null });
    else if (!isShort)
      await tellOfGrant(deps, grant, { event: 'grant-ends-soon', byName: null });
  }
}

type Listing<T> = { list(workspaceId: WorkspaceId): Promise<T> };

/** The same, read once per workspace. */
function readOnce<T>({ list }: Listing<T>): Listing<T> {
  const read = new Map<WorkspaceId, Promise<T>>();
  return {
    list(workspaceId) {
      const listed = read.get(workspaceId) ?? list(workspaceId);
      read.set(workspaceId, listed);
      return listed;
    },
  };
}
