import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { POST as authorize } from '@/app/api/v1/cli/authorize/route';
import { POST as answerDevice } from '@/app/api/v1/cli/device/answer/route';
import { POST as lookAtDevice } from '@/app/api/v1/cli/device/look/route';
import { POST as startDevice } from '@/app/api/v1/cli/device/route';
import { POST as redeemDevice } from '@/app/api/v1/cli/device/token/route';
import { POST as exchange } from '@/app/api/v1/cli/token/route';
import { POST as signIn } from '@/app/api/v1/console/route';
import { POST as issue } from '@/app/api/v1/credentials/route';
import { GET as getService } from '@/app/api/v1/iam-services/[service]/route';
import { GET as listServices } from '@/app/api/v1/iam-services/route';
import { POST as openReset } from '@/app/api/v1/password-reset/route';
import { POST as useReset } from '@/app/api/v1/password-reset/use/route';
import { POST as checkPolicy } from '@/app/api/v1/policies/check/route';
import { POST as compactPolicy } from '@/app/api/v1/policies/compact/route';
import { POST as cancelRequest } from '@/app/api/v1/requests/[requestId]/cancel/route';
import { GET as listAskable } from '@/app/api/v1/requests/options/route';
import { POST as askForRoles, GET as listRequests } from '@/app/api/v1/requests/route';
import { GET as listRoles } from '@/app/api/v1/roles/route';
import { POST as revoke } from '@/app/api/v1/tokens/[id]/revoke/route';
import { iamVocabulary } from '@/lib/aws/iam-vocabulary';
import { type UserId, UserId as UserIdSchema } from '@/lib/core/ids';
import type { MemberRole } from '@/lib/ports';
import { createAuth, createPerson } from './auth';
import { parseEnv } from './env';
import { handleAuth } from './handle-auth';
import { createLog } from './log';
import { consoleCourier } from './notifications/console-courier';
import { consoleSealer } from './notifications/console-sealer';
import type { Services } from './service-ports';
import { CONTROL_TOKEN } from './test-aws';
import { quickPasswords } from './test-passwords';
import { SECRET, type SetupWorld, useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

export const PASSWORD = 'correct horse battery staple';

type Handler = (
  request: Request,
  route: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** The route handlers as Next serves them, by method and path. */
const ROUTES: [pattern: RegExp, handle: Handler][] = [
  [/^POST \/api\/auth\/.+$/, handleAuth],
  [/^POST \/api\/v1\/cli\/authorize$/, authorize],
  [/^POST \/api\/v1\/cli\/token$/, exchange],
  [/^POST \/api\/v1\/cli\/device$/, startDevice],
  [/^POST \/api\/v1\/cli\/device\/look$/, lookAtDevice],
  [/^POST \/api\/v1\/cli\/device\/answer$/, answerDevice],
  [/^POST \/api\/v1\/cli\/device\/token$/, redeemDevice],
  [/^POST \/api\/v1\/console$/, signIn],
  [/^POST \/api\/v1\/credentials$/, issue],
  [/^GET \/api\/v1\/iam-services$/, listServices],
  [/^GET \/api\/v1\/iam-services\/(?<service>[^/]+)$/, getService],
  [/^POST \/api\/v1\/password-reset$/, openReset],
  [/^POST \/api\/v1\/password-reset\/use$/, useReset],
  [/^POST \/api\/v1\/policies\/check$/, checkPolicy],
  [/^POST \/api\/v1\/policies\/compact$/, compactPolicy],
  [/^GET \/api\/v1\/requests$/, listRequests],
  [/^POST \/api\/v1\/requests$/, askForRoles],
  [/^GET \/api\/v1\/requests\/options$/, listAskable],
  [/^POST \/api\/v1\/requests\/(?<requestId>[^/]+)\/cancel$/, cancelRequest],
  [/^GET \/api\/v1\/roles$/, listRoles],
  [/^POST \/api\/v1\/tokens\/(?<id>[^/]+)\/revoke$/, revoke],
];

async function requestOf(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // no encoding is set
  const { method = 'GET', url = '/', headers } = incoming;
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return new Request(new URL(url, origin), {
    method,
    headers: Object.fromEntries(entries),
    ...(method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
  });
}

async function answerOf(request: Request): Promise<Response> {
  const line = `${request.method} ${new URL(request.url).pathname}`;
  for (const [pattern, handle] of ROUTES) {
    const match = pattern.exec(line);
    if (match) return handle(request, { params: Promise.resolve({ ...match.groups }) });
  }
  return new Response(null, { status: 404 });
}

async function listen(): Promise<{ server: Server; origin: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { server, origin: `http://127.0.0.1:${port}` };
}

function portsOf(world: SetupWorld, origin: string, logged: string[]): Services {
  const env = parseEnv({
    DATABASE_URL: world.database.url,
    DRAWBRIDGE_ORIGIN: origin,
    DRAWBRIDGE_SECRET: SECRET,
    DRAWBRIDGE_PRACTICE_URL: world.practice.url,
    DRAWBRIDGE_PRACTICE_TOKEN: CONTROL_TOKEN,
  });
  if (!env.ok) throw new Error(JSON.stringify(env.problems));
  const { prisma } = world.database;
  const sealer = consoleSealer(env.value);
  return {
    ...world.deps,
    env: env.value,
    log: createLog('debug', { write: (line) => void logged.push(line) }),
    auth: createAuth({ prisma, secret: SECRET, origin, passwords: quickPasswords }),
    vocabulary: iamVocabulary,
    practiceWorlds: null,
    sealer,
    courier: consoleCourier({ env: env.value, sealer, clock: world.deps.clock }),
    stop: async () => undefined,
  };
}

async function addPerson({ ports, actor }: Parts, name: string, role: MemberRole) {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`;
  const id = await createPerson(ports.auth, { name, email, password: PASSWORD });
  const userId = UserIdSchema.parse(id);
  await ports.people.ensureHandle(userId, name);
  await ports.people.addMember(actor.workspaceId, userId, role);
  await refreshVendableRoles(ports, actor.workspaceId);
  return { userId, email };
}

type Parts = { ports: Services; actor: SetupWorld['actor']; origin: string };

async function cookieOf({ origin }: Parts, email: string): Promise<string> {
  const signedIn = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!signedIn.ok) throw new Error(`Sign-in: HTTP ${signedIn.status}`);
  return signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A person confirms by their password: their next cookie, and the secret for the subject. */
async function stepUp(origin: string, cookie: string, subject: string) {
  const answer = await fetch(`${origin}/api/auth/step-up/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify({ password: PASSWORD, subject }),
  });
  if (!answer.ok) throw new Error(`Step-up: HTTP ${answer.status}`);
  const { confirmation } = (await answer.json()) as { confirmation: string };
  return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', confirmation };
}

async function openConsole(world: SetupWorld) {
  const logged: string[] = [];
  const addresses: string[] = [];
  const { server, origin } = await listen();
  const ports = portsOf(world, origin, logged);
  // Where `services` keeps what the process works with.
  Object.assign(globalThis, { drawbridgeServices: Promise.resolve(ports) });
  server.on('request', async (incoming, outgoing) => {
    addresses.push(incoming.url ?? '');
    const answer = await answerOf(await requestOf(incoming, origin));
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  const parts = { ports, actor: world.actor, origin };
  return {
    ...parts,
    stepUp: (cookie: string, subject: string) => stepUp(origin, cookie, subject),
    world,
    server,
    /** Every line of the log, and every address that was asked for. */
    logged,
    addresses,
    /** A member of the workspace who may take what the practice hub hands out. */
    async addPerson(
      name = 'Mei',
      role: MemberRole = 'viewer',
    ): Promise<{ userId: UserId; cookie: string }> {
      const { userId, email } = await addPerson(parts, name, role);
      return { userId, cookie: await cookieOf(parts, email) };
    },
  };
}

export type TestConsole = Awaited<ReturnType<typeof openConsole>>;

/** The console's routes over HTTP, on a database and practice accounts of their own. */
export function useConsole(
  options: Parameters<typeof useSetupWorld>[0] = {},
): () => TestConsole {
  const world = useSetupWorld(options);
  let opened: TestConsole | null = null;
  beforeAll(async () => {
    opened = await openConsole(world());
  });
  afterAll(() => opened?.server.close());
  return () => {
    if (!opened) throw new Error('The console is there once tests run.');
    return opened;
  };
}
