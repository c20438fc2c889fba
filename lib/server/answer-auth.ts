import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { UserId } from '@/lib/core/ids';
import { changePassword } from './change-password';
import { isOwnWrite } from './check-origin';
import { keepPasskey, offerPasskey } from './passkeys/add-passkey';
import { challengePasskey } from './passkeys/challenge-passkey';
import { Shown, signInByPasskey } from './passkeys/sign-in-by-passkey';
import { readInput } from './read-input';
import { NO_STORE, problem } from './respond';
import type { Services } from './service-ports';
import { signInByPassword } from './sign-in-by-password';
import { countTry, takeTryBack } from './sign-in-tries';
import { stepUpByPasskey } from './step-up/step-up-by-passkey';
import { stepUpByPassword } from './step-up/step-up-by-password';
import { understoodRequest } from './understood-request';

type Ports = Pick<
  Services,
  | 'auth'
  | 'people'
  | 'passwords'
  | 'passkeys'
  | 'activity'
  | 'rateLimits'
  | 'stepUps'
  | 'clock'
  | 'random'
  | 'enqueue'
  | 'env'
>;
type Answer = (ports: Ports, request: Request) => Promise<Response>;

const SignInInput = z.strictObject({
  email: z.email().max(200),
  password: z.string().min(1).max(200),
});

/** Writes down who signed in; false for somebody who is in no workspace. */
async function recordSignIn(
  ports: Ports,
  answered: Response,
  by: '' | ' by passkey',
): Promise<boolean> {
  const body: unknown = await answered.json().catch(() => null);
  const userId = UserId.safeParse(
    (body as { user?: { id?: unknown } } | null)?.user?.id, // better-auth's answer
  );
  const actor = userId.success ? await ports.people.findActor(userId.data) : null;
  if (!actor) return false;
  await ports.activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'person.signed-in',
    outcome: 'ok',
    sentence: `${actor.name} signed in${by}.`,
    target: actor.email,
    planId: null,
    details: {},
  });
  return true;
}

const inNoWorkspace: AppError = {
  kind: 'conflict',
  message:
    'You are in no workspace of this console any more. Ask an administrator to invite you.',
};

/** The token is for the HttpOnly cookie; in the body, scripts of the page could read it. */
function withoutBody(answered: Response): Response {
  const headers = new Headers(answered.headers);
  headers.delete('content-length');
  return Response.json({ ok: true }, { headers });
}

const signIn: Answer = async (ports, request) => {
  const input = await readInput(request, SignInInput);
  if (!input.ok) return problem(input.error);

  const { email } = input.value;
  const refusal = await countTry(ports, email);
  if (refusal) return problem(refusal);
  const answered = await signInByPassword(ports, request, input.value);
  if (!answered.ok) return answered;
  await takeTryBack(ports, email);
  return signedIn(ports, answered, '');
};

/** Wrong passwords for somebody's e-mail do not keep them out of this. */
const signInWithPasskey: Answer = async (ports, request) => {
  const input = await readInput(request, z.strictObject({ shown: Shown }));
  if (!input.ok) return problem(input.error);
  const answered = await signInByPasskey(ports, request, input.value.shown);
  return answered.ok
    ? signedIn(ports, answered.value, ' by passkey')
    : problem(answered.error);
};

async function signedIn(
  ports: Ports,
  answered: Response,
  by: '' | ' by passkey',
): Promise<Response> {
  // Without the cookie: the session is of no use to anybody.
  if (!(await recordSignIn(ports, answered.clone(), by))) return problem(inNoWorkspace);
  return withoutBody(answered);
}

const signOut: Answer = (ports, request) =>
  ports.auth.handler(understoodRequest(request, {}));

/** The paths of better-auth that are ours to offer. Everything else is not there. */
const PATHS = new Map<string, Answer>([
  ['/api/auth/sign-in/email', signIn],
  ['/api/auth/sign-in/passkey', signInWithPasskey],
  ['/api/auth/sign-out', signOut],
  ['/api/auth/step-up/password', stepUpByPassword],
  ['/api/auth/step-up/passkey', stepUpByPasskey],
  ['/api/auth/change-password', changePassword],
  ['/api/auth/passkey/challenge', challengePasskey],
  ['/api/auth/passkey/offer', offerPasskey],
  ['/api/auth/passkey/keep', keepPasskey],
]);

/** better-auth's handler behind our own checks: the one route that `defineRoute` does not make. */
export async function answerAuth(ports: Ports, request: Request): Promise<Response> {
  const answer = PATHS.get(new URL(request.url).pathname);
  if (!answer || request.method !== 'POST')
    return problem({ kind: 'not_found', what: 'This page' });
  if (!isOwnWrite(request.headers, ports.env.origin))
    return problem({ kind: 'bad_origin' });
  const response = await answer(ports, request);
  for (const [name, value] of Object.entries(NO_STORE)) response.headers.set(name, value);
  return response;
}
