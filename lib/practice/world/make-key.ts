import { accessKeyId, randomSecret, randomToken } from './ids';
import type { KeyState } from './session-types';
import type { World } from './types';

type NewKey = Pick<KeyState, 'accountId' | 'owner' | 'createdAt'> & {
  /** Given for temporary credentials: they have a token and an end. */
  session?: { expiresAt: number; mfaAt: number | null };
  isHidden?: boolean;
};

/** What is derived from a world's keys. */
type KeyIndex = {
  /** Ids of long-term keys by account; some may be deleted since. */
  longTerm: Map<string, Set<string>>;
  /** Keys that no save knows of yet. */
  unsaved: KeyState[];
};

const indexes = new WeakMap<World, KeyIndex>();

function enter({ longTerm }: KeyIndex, key: KeyState): void {
  if (key.token !== null) return;
  const ids = longTerm.get(key.accountId);
  if (ids) ids.add(key.id);
  else longTerm.set(key.accountId, new Set([key.id]));
}

function indexOf(world: World): KeyIndex {
  const known = indexes.get(world);
  if (known) return known;
  const index: KeyIndex = { longTerm: new Map(), unsaved: [] };
  for (const key of world.keys.values()) enter(index, key);
  indexes.set(world, index);
  return index;
}

/** The long-term keys of an account's users, the console's own among them. */
export const longTermKeys = (world: World, accountId: string): KeyState[] =>
  [...(indexOf(world).longTerm.get(accountId) ?? [])].flatMap(
    (id) => world.keys.get(id) ?? [],
  );

/** Keys made since this was last asked. */
export const takeUnsavedKeys = (world: World): KeyState[] =>
  indexOf(world).unsaved.splice(0);

/** Makes an access key of the world: long-term, or temporary when a session is given. */
export function makeKey(world: World, made: NewKey): KeyState {
  const kind = made.session ? 'ASIA' : 'AKIA';
  let id = accessKeyId(kind, world.tag);
  while (world.keys.has(id)) id = accessKeyId(kind, world.tag);
  const key: KeyState = {
    id,
    secret: randomSecret(),
    token: made.session ? randomToken() : null,
    accountId: made.accountId,
    owner: made.owner,
    mfaAt: made.session?.mfaAt ?? null,
    isActive: true,
    isHidden: made.isHidden ?? false,
    createdAt: made.createdAt,
    expiresAt: made.session?.expiresAt ?? null,
    lastUsed: null,
  };
  const index = indexOf(world);
  world.keys.set(id, key);
  enter(index, key);
  index.unsaved.push(key);
  return key;
}
