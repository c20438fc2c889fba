import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Services } from '../service-ports';
import { cookiesOf } from '../sign-in-by-password';
import { understoodRequest } from '../understood-request';
import { UNVERIFIED } from './passkey-plugin';

/** What the browser says a passkey answered; the sign-in library reads the rest of it. */
export const Shown = z.looseObject({
  id: z.string().min(1).max(1_400),
  response: z.looseObject({}),
});
export type Shown = z.infer<typeof Shown>;

type Ports = Pick<Services, 'auth' | 'passkeys' | 'clock'>;

/**
 * The sign-in library's answer, with a session of whoever the passkey is. One that was removed
 * while it was being checked signs nobody in: the removal could not end that session.
 */
export async function signInByPasskey(
  { auth, passkeys, clock }: Ports,
  request: Request,
  shown: Shown,
): Promise<Result<Response, AppError>> {
  const answered = await auth.handler(
    understoodRequest(
      request,
      { response: shown },
      '/api/auth/passkey/verify-authentication',
    ),
  );
  if (!answered.ok) return err(await whyRefused(answered));
  if (await passkeys.noteUse(shown.id, clock.now())) return ok(answered);
  await auth.api.signOut({ headers: cookiesOf(answered) });
  return err(unknownPasskey);
}

const LibraryRefusal = z.object({ message: z.string() });

/** Which check failed is nobody's business, but for what its person can mend. */
async function whyRefused(answered: Response): Promise<AppError> {
  const body = LibraryRefusal.safeParse(await answered.json().catch(() => null));
  return body.success && body.data.message === UNVERIFIED
    ? { kind: 'invalid_input', message: UNVERIFIED }
    : unknownPasskey;
}

const unknownPasskey: AppError = {
  kind: 'invalid_input',
  message:
    'This passkey did not sign you in: it was removed here, belongs to another console, or the question ran out. Try again, or use your password.',
};
