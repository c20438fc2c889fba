import { findAccount } from './auth';
import { problem } from './respond';
import type { Services } from './service-ports';
import { understoodRequest } from './understood-request';

type Ports = Pick<Services, 'auth' | 'passwords'>;

/** The cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = (answered: Response): Headers =>
  new Headers({
    cookie: answered.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  });

/**
 * better-auth's answer to an e-mail and a password. A password that was changed while it was
 * being checked signs nobody in: the change could not end a session that was not there yet.
 */
export async function signInByPassword(
  { auth, passwords }: Ports,
  request: Request,
  person: { email: string; password: string },
): Promise<Response> {
  const account = await findAccount(auth, person.email);
  const answered = await auth.handler(
    understoodRequest(request, person, '/api/auth/sign-in/email'),
  );
  if (!answered.ok || !account) return answered;
  if (await passwords.isStill(account.id, account.passwordHash)) return answered;
  await auth.api.signOut({ headers: cookiesOf(answered) });
  return problem({ kind: 'signed_out' });
}
