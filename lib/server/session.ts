import 'server-only';
import { UserId } from '@/lib/core/ids';
import type { Actor } from '@/lib/ports';
import type { Services } from './service-ports';

/** The signed-in person in their current workspace. Looked up in the database each time. */
export async function currentActor(
  ports: Pick<Services, 'auth' | 'people'>,
  headers: Headers,
): Promise<Actor | null> {
  const session = await ports.auth.api.getSession({ headers });
  const userId = UserId.safeParse(session?.user.id);
  return userId.success ? ports.people.findActor(userId.data) : null;
}
