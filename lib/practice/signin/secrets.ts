import { randomBytes } from 'node:crypto';
import { sha256 } from '@/lib/core/sha256';
import type { LiveWorld } from '../world/live-world';
import type { ConsoleSignIn } from '../world/types';
import { findWorldByTag, touch, type Worlds } from '../world/worlds';

/** Keeps a sign-in under the hash of a new secret, and tells the secret. */
export function keepSignIn(
  worlds: Worlds,
  live: LiveWorld,
  signIn: ConsoleSignIn,
): string {
  const secret = `${live.state.tag}${randomBytes(45).toString('base64url')}`;
  live.state.signIns.set(sha256(secret), signIn);
  touch(worlds, live);
  return secret;
}

export type Kept = { live: LiveWorld; signIn: ConsoleSignIn; forget(): void };

/** The sign-in behind a secret, whichever world it belongs to. */
export async function findSignIn(
  worlds: Worlds,
  kind: ConsoleSignIn['kind'],
  secret: string,
): Promise<Kept | null> {
  const live = await findWorldByTag(worlds, secret.slice(0, 4));
  const hash = sha256(secret);
  const signIn = live?.state.signIns.get(hash);
  if (!live || signIn?.kind !== kind) return null;
  return {
    live,
    signIn,
    forget() {
      live.state.signIns.delete(hash);
      touch(worlds, live);
    },
  };
}
