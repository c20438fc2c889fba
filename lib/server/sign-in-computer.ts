import type { Actor } from '@/lib/ports';
import type { Services } from './service-ports';
import { tokenEntry } from './token-entry';
import { newToken } from './token-text';

const TOKEN_DAYS = 30;
const MS_PER_DAY = 86_400_000;

export type SignedIn = {
  token: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
  person: string;
  workspace: string;
};

/** A token for a computer that a person has let in. */
export async function signInComputer(
  deps: Pick<Services, 'tokens' | 'activity' | 'random'>,
  actor: Actor,
  name: string,
  createdAt: Date,
): Promise<SignedIn> {
  const { id, secretHash, text } = newToken(deps.random);
  const { userId, workspaceId } = actor;
  const expiresAt = new Date(createdAt.getTime() + TOKEN_DAYS * MS_PER_DAY);
  const token = { id, secretHash, userId, workspaceId, name, createdAt, expiresAt };
  await deps.tokens.create(token);
  // A token that is not on record does not leave: nobody knows its secret then.
  await deps.activity.append(
    tokenEntry(actor, 'created', { id, sentence: `signed in on ${name}` }),
  );
  return {
    token: text,
    expiresAt: expiresAt.toISOString(),
    person: actor.name,
    workspace: actor.workspaceName,
  };
}
