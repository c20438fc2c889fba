import { accessKeyId, randomSecret, randomToken } from './ids';
import type { KeyState, World } from './types';

type NewKey = Pick<KeyState, 'accountId' | 'owner' | 'createdAt'> & {
  /** Given for temporary credentials: they have a token and an end. */
  session?: { expiresAt: number; mfaAt: number | null };
  isHidden?: boolean;
};

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
  world.keys.set(id, key);
  return key;
}
