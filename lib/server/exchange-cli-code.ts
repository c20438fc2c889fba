import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { challengeOf } from '@/lib/core/pkce';
import { err, ok, type Result } from '@/lib/core/result';
import type { StoredCliCode } from '@/lib/ports';
import { hashOfCliCode } from './allow-cli';
import { LoopbackUri } from './cli-request';
import type { Services } from './service-ports';
import { type SignedIn, signInComputer } from './sign-in-computer';

export const ExchangeInput = z.strictObject({
  code: z.string().regex(/^[a-z2-7]{52}$/, 'Expected a sign-in code.'),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'Expected a PKCE verifier.'),
  redirectUri: LoopbackUri,
});
export type ExchangeInput = z.infer<typeof ExchangeInput>;

type Deps = Pick<
  Services,
  'cliCodes' | 'tokens' | 'people' | 'rateLimits' | 'clock' | 'random'
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
 * Only wrong ones are counted: nobody who has a right one waits for those who guess, and a
 * code is too long to be guessed.
 */
export async function exchangeCliCode(
  deps: Deps,
  input: ExchangeInput,
): Promise<Result<SignedIn, AppError>> {
  const now = deps.clock.now();
  const codeHash = hashOfCliCode(input.code);
  const code = await deps.cliCodes.find(codeHash, now);
  const actor =
    code && isFor(code, input)
      ? await deps.people.findActorIn(code.workspaceId, code.userId)
      : null;
  if (code && actor) {
    const computer = { name: code.name, createdAt: now };
    const signedIn = await signInComputer(
      deps,
      actor,
      { kind: 'cli', codeHash },
      computer,
    );
    if (signedIn) return ok(signedIn);
  } else if (code) await deps.cliCodes.drop(codeHash);
  const tries = await deps.rateLimits.hit(LIMIT.key, LIMIT.windowSeconds, now);
  return err(tries > LIMIT.failures ? tooManyFailures : spent);
}
