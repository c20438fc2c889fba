import 'server-only';
import { UserId } from '@/lib/core/ids';
import type { Actor } from '@/lib/ports';
import type { Services } from './service-ports';
import { tokenKeyOf } from './token-text';

/** Somebody at a page, with their session. */
export type SignedIn = Actor & { sessionId: string };

/** The signed-in person in their current workspace. Looked up in the database each time. */
export async function currentActor(
  ports: Pick<Services, 'auth' | 'people'>,
  headers: Headers,
): Promise<SignedIn | null> {
  const session = await ports.auth.api.getSession({ headers });
  const userId = UserId.safeParse(session?.user.id);
  const actor = userId.success ? await ports.people.findActor(userId.data) : null;
  if (!session || !actor) return null;
  const { id: sessionId, expiresAt: signInEndsAt } = session.session;
  return { ...actor, sessionId, signInEndsAt };
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
