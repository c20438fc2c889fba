import type { SignedIn } from '@/lib/ports';
import { problem } from './respond';
import type { Services } from './service-ports';
import { currentActor } from './session';
import { cookiesOf, signInByPassword } from './sign-in-by-password';
import { countTry, takeTryBack } from './sign-in-tries';

type Ports = Pick<Services, 'auth' | 'people' | 'passwords' | 'rateLimits' | 'clock'>;

type Anew =
  | { kind: 'wrong' }
  | { kind: 'refused'; answer: Response }
  /** The session that comes instead of the one before, and the cookies that go with it. */
  | { kind: 'signed-in'; sessionId: string; cookies: string[] };

/** Who is signed in by a request's cookie, whatever else it says. */
export const personOf = (
  ports: Pick<Services, 'auth' | 'people'>,
  request: Request,
): Promise<SignedIn | null> =>
  currentActor(ports, new Headers({ cookie: request.headers.get('cookie') ?? '' }));

/** Signs a person in once more by their password, which shows that it is them. */
export async function signInAnew(
  ports: Ports,
  request: Request,
  { userId, email }: SignedIn,
  password: string,
): Promise<Anew> {
  const refusal = await countTry(ports, email);
  if (refusal) return { kind: 'refused', answer: problem(refusal) };
  const answered = await signInByPassword(ports, request, { email, password });
  if (answered.status === 401) return { kind: 'wrong' };
  await takeTryBack(ports, email);
  if (!answered.ok) return { kind: 'refused', answer: answered };
  const after = await currentActor(ports, cookiesOf(answered));
  if (after?.userId !== userId)
    return { kind: 'refused', answer: problem({ kind: 'signed_out' }) };
  const cookies = answered.headers.getSetCookie();
  return { kind: 'signed-in', sessionId: after.sessionId, cookies };
}

/** An answer that hands the new session's cookies to the browser. */
export function withCookies(body: object, cookies: string[]): Response {
  const headers = new Headers();
  for (const one of cookies) headers.append('set-cookie', one);
  return Response.json(body, { headers });
}
