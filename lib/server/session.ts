import 'server-only';
import type { Actor, SignedIn } from '@/lib/ports';
import { hashOfToken } from './hashed-sessions';
import type { Services } from './service-ports';
import { sessionTokenOf } from './session-cookie';
import { tokenKeyOf } from './token-text';

/** The signed-in person in their current workspace. Looked up in the database each time. */
export async function currentActor(
  ports: Pick<Services, 'auth' | 'people'>,
  headers: Headers,
): Promise<SignedIn | null> {
  const token = await sessionTokenOf(ports.auth, headers);
  return token ? ports.people.findSignedIn(hashOfToken(token)) : null;
}

/** The person whose token a program shows, in the workspace it was made for. */
export async function tokenActor(
  ports: Pick<Services, 'tokens' | 'people' | 'clock'>,
  headers: Headers,
): Promise<Actor | null> {
  const key = tokenKeyOf(headers.get('authorization'));
  if (!key) return null;
  const token = await ports.tokens.use(key.id, key.secretHash, ports.clock.now());
  const actor =
    token && (await ports.people.findActorIn(token.workspaceId, token.userId));
  return actor ? { ...actor, signInEndsAt: token.expiresAt } : null;
}
