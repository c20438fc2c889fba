import type { OrgState } from '../world/org-types';
import type { World } from '../world/types';

/** `Root/Workloads/Production`; empty outside the organisation. */
function ouPathOf(org: OrgState | null, accountId: string): string {
  const names: string[] = [];
  let target = org?.targets.get(accountId);
  while (target?.parentId) {
    target = org?.targets.get(target.parentId);
    if (target) names.unshift(target.name);
  }
  return names.join('/');
}

/** What the console needs to know of a world: its hub and the accounts of the organisation. */
export const describeWorld = (world: World) => ({
  hubAccountId: world.hubAccountId,
  accounts: [...world.accounts.values()]
    .filter(({ id }) => world.org === null || world.org.targets.has(id))
    .map(({ id, name, partition, environment }) => ({
      id,
      name,
      partition,
      ouPath: ouPathOf(world.org, id),
      environment,
    })),
});
