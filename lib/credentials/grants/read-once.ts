import type { WorkspaceId } from '@/lib/core/ids';
import type { TellingDeps } from './telling-of-grant';

type Listing<T> = { list(workspaceId: WorkspaceId): Promise<T> };

/** The same, read once per workspace. */
export function readOnce<T>({ list }: Listing<T>): Listing<T> {
  const read = new Map<WorkspaceId, Promise<T>>();
  return {
    list(workspaceId) {
      const listed = read.get(workspaceId) ?? list(workspaceId);
      read.set(workspaceId, listed);
      return listed;
    },
  };
}

/** For telling of many grants: what their words are made of is read once. */
export const oncePerWorkspace = (deps: TellingDeps): TellingDeps => ({
  accounts: readOnce(deps.accounts),
  personGroups: readOnce(deps.personGroups),
});
