import 'server-only';
import { isOwnRead, isOwnWrite } from './check-origin';
import { NO_STORE, problem } from './respond';
import { type Services, services } from './services';

/** The paths of better-auth that are ours to offer. Everything else is not there. */
const PATHS: Record<string, 'GET' | 'POST'> = {
  '/api/auth/sign-in/email': 'POST',
  '/api/auth/sign-out': 'POST',
  '/api/auth/get-session': 'GET',
};

const TRIES_PER_WINDOW = 10;
const WINDOW_SECONDS = 900;

/** Whether this e-mail was tried too often. Counted by e-mail: an address can be changed at will. */
async function isTriedTooOften(ports: Services, request: Request): Promise<boolean> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const email = (body as { email?: unknown } | null)?.email;
  const key = `sign-in:${String(email ?? '')
    .toLowerCase()
    .normalize('NFKC')
    .slice(0, 200)}`;
  const tries = await ports.rateLimits.hit(key, WINDOW_SECONDS, ports.clock.now());
  return tries > TRIES_PER_WINDOW;
}

async function recordSignIn(ports: Services, response: Response): Promise<void> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const userId = (body as { user?: { id?: string } } | null)?.user?.id;
  if (!response.ok || !userId) return;
  const actor = await ports.people.findActor(userId as never);
  if (!actor) return;
  await ports.activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'person.signed-in',
    outcome: 'ok',
    sentence: `${actor.name} signed in.`,
    target: actor.email,
    planId: null,
    details: {},
  });
}

/** The token is for the HttpOnly cookie; in the body, scripts of the page could read it. */
function withoutToken(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return Response.json({ ok: true }, { headers });
}

/** better-auth's handler behind our own checks: the one route that `defineRoute` does not make. */
export async function handleAuth(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (PATHS[pathname] !== request.method)
    return problem({ kind: 'not_found', what: 'This page' });
  const ports = await services();
  const isOurs = request.method === 'GET' ? isOwnRead : isOwnWrite;
  if (!isOurs(request.headers, ports.env.origin)) return problem({ kind: 'bad_origin' });
  const isSignIn = pathname.endsWith('/sign-in/email');
  if (isSignIn && (await isTriedTooOften(ports, request))) {
    return problem({ kind: 'throttled', retryAfterSeconds: WINDOW_SECONDS });
  }
  const answered = await ports.auth.handler(request);
  if (isSignIn) await recordSignIn(ports, answered);
  const response = answered.ok && isSignIn ? withoutToken(answered) : answered;
  for (const [name, value] of Object.entries(NO_STORE)) response.headers.set(name, value);
  return response;
}
