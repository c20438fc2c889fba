import type { Actor, SignInCode } from '@/lib/ports';
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

/**
 * A token for a computer that a person has let in, for the code that they did it by; null when
 * the code was spent or taken back since. One that is not on record does not leave.
 */
export async function signInComputer(
  deps: Pick<Services, 'tokens' | 'random'>,
  actor: Actor,
  code: SignInCode,
  { name, createdAt }: { name: string; createdAt: Date },
): Promise<SignedIn | null> {
  const { id, secretHash, text } = newToken(deps.random);
  const { userId, workspaceId } = actor;
  const expiresAt = new Date(createdAt.getTime() + TOKEN_DAYS * MS_PER_DAY);
  const token = { id, secretHash, userId, workspaceId, name, createdAt, expiresAt };
  const entry = tokenEntry(actor, 'created', { id, sentence: `signed in on ${name}` });
  if (!(await deps.tokens.createFor(code, token, entry))) return null;
  return {
    token: text,
    expiresAt: expiresAt.toISOString(),
    person: actor.name,
    workspace: actor.workspaceName,
  };
}
