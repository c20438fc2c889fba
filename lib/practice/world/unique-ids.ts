import type { AccountState, StoredRole, StoredUser } from './types';

type Named = { id: string; name: string };

const indexes = new WeakMap<Map<string, Named>, Map<string, Named>>();

/**
 * The entity with this unique id. What was found once is found at once again, as long as it
 * stands on the shelf under its name; else the shelf is read anew.
 */
function withId<One extends Named>(shelf: Map<string, One>, id: string): One | null {
  const isThere = (one: Named | undefined): one is One =>
    one !== undefined && one.id === id && shelf.get(one.name.toLowerCase()) === one;
  const known = indexes.get(shelf)?.get(id);
  if (isThere(known)) return known;
  const index = new Map(Array.from(shelf.values(), (one) => [one.id, one]));
  indexes.set(shelf, index);
  return index.get(id) ?? null;
}

export const userWithId = (account: AccountState, id: string): StoredUser | null =>
  withId(account.users, id);

export const roleWithId = (account: AccountState, id: string): StoredRole | null =>
  withId(account.roles, id);
