import { accountOf } from '../plan/account-of';
import type { KnownWorld } from '../world/load-world';
import { sayByOwner } from './by-owner';

/** That the owner of the role's account runs what is planned there; null where we do. */
export function sayOwner(
  world: KnownWorld,
  role: string,
  byOwner: string[],
): string | null {
  if (byOwner.length === 0) return null;
  const { id, name } = accountOf(world, role);
  return sayByOwner(name, world.readings.get(id)?.takenAt ?? null);
}
