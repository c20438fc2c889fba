import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { challengeOf } from '@/lib/core/pkce';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, StoredCliCode } from '@/lib/ports';
import { hashOfCliCode } from './allow-cli';
import { LoopbackUri } from './cli-request';
import type { Services } from './service-ports';
import { tokenEntry } from './token-entry';
import { newToken } from './token-text';

const TOKEN_DAYS = 30;
const MS_PER_DAY = 86_400_000;

export const ExchangeInput = z.strictObject({
  code: z.string().regex(/^[a-z2-7]{52}$/, 'Expected a sign-in code.'),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'Expected a PKCE verifier.'),
  redirectUri: LoopbackUri,
});
export type ExchangeInput = z.infer<typeof ExchangeInput>;

export type SignedIn = {
  token: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
  person: string;
  workspace: string;
};

type Deps = Pick<
  Services,
  'cliCodes' | 'tokens' | 'people' | 'activity' | 'rateLimits' | 'clock' | 'random'
>;

const spent: AppError = {
  kind: 'invalid_input',
  message:
    'This sign-in was used, has run out or was started elsewhere. Run drawbridge login again.',
};

/** For everybody together, because an address can be changed at will: so it is soon over. */
const LIMIT = { key: 'cli-token', failures: 60, windowSeconds: 60 };

const tooManyFailures: AppError = {
  kind: 'throttled',
  retryAfterSeconds: LIMIT.windowSeconds,
  message: 'Too many sign-ins of computers failed just now. Try again in a minute.',
};

const isFor = (code: StoredCliCode, { verifier, redirectUri }: ExchangeInput): boolean =>
  code.redirectUri === redirectUri && code.challenge === challengeOf(verifier);

/**
 * Exchanges the code of an allowed sign-in for a token. Whatever comes of it, the code is spent.
 * A try is counted before the code is looked at, and taken back when it was right.
 */
export async function exchangeCliCode(
  deps: Deps,
  input: ExchangeInput,
): Promise<Result<SignedIn, AppError>> {
  const now = deps.clock.now();
  const tries = await deps.rateLimits.hit(LIMIT.key, LIMIT.windowSeconds, now);
  if (tries > LIMIT.failures) return err(tooManyFailures);
  const code = await deps.cliCodes.redeem(hashOfCliCode(input.code), now);
  if (!code || !isFor(code, input)) return err(spent);
  const actor = await deps.people.findActorIn(code.workspaceId, code.userId);
  if (!actor) return err(spent);
  await deps.rateLimits.takeBack(LIMIT.key);
  return ok(await signIn(deps, actor, code.name, now));
}

async function signIn(
  deps: Deps,
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
