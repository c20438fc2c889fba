import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { challengeOf } from '@/lib/core/pkce';
import { err, type Result } from '@/lib/core/result';
import { callConsole, type Problem } from './console/call-console';
import { configHome, type Environment } from './console/config-home';
import { deviceLogin } from './console/device-login';
import { listenForCode, type Outcome } from './console/listen-for-code';
import { forgetLogin, readLogin, saveLogin } from './console/login-file';
import { openBrowser } from './console/open-browser';
import { printable } from './console/printable';
import { revokeLogin } from './console/revoke-login';
import { serverOrigin } from './console/server-origin';
import { computerName, SignedIn } from './console/signed-in';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE =
  'usage: drawbridge login [--server URL] [--no-browser | --device --as YOU@EXAMPLE.COM]';
const DEFAULT_SERVER = 'http://localhost:3000';
const WAIT_MS = 5 * 60_000;

/** `person` types a code elsewhere; null when the browser of this computer comes back here. */
type Wish = { server: string; isBrowserWanted: boolean; person: string | null };

function readWish(args: string[], io: Io, home: string): Wish | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        server: { type: 'string' },
        'no-browser': { type: 'boolean' },
        device: { type: 'boolean' },
        as: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      io.stdout(USAGE);
      return 0;
    }
    if (Boolean(values.device) !== Boolean(values.as)) {
      io.stderr('drawbridge: --device and --as YOU@EXAMPLE.COM go together');
      return EXIT_BAD_INPUT;
    }
    const named = values.server ?? readLogin(home)?.server ?? DEFAULT_SERVER;
    const server = serverOrigin(named);
    const person = values.as ?? null;
    if (server) return { server, isBrowserWanted: !values['no-browser'], person };
    io.stderr(
      `drawbridge: --server ${printable(named)}: expected https://…, or http:// on this computer`,
    );
  } catch {
    io.stderr(USAGE);
  }
  return EXIT_BAD_INPUT;
}

const random = () => randomBytes(32).toString('base64url');

function timeout(): Promise<Outcome> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ error: 'timeout' }), WAIT_MS).unref();
  });
}

async function browserLogin(wish: Wish, io: Io): Promise<Result<SignedIn, Problem>> {
  const [state, verifier] = [random(), random()];
  const { redirectUri, outcome, close } = await listenForCode(state);
  const query = new URLSearchParams({
    name: computerName(),
    redirectUri,
    state,
    codeChallenge: challengeOf(verifier),
  });
  const url = `${wish.server}/cli/authorize?${query}`;
  io.stdout('Allow this computer in your browser:');
  io.stdout(`  ${url}`);
  if (wish.isBrowserWanted) openBrowser(url);
  const found = await Promise.race([outcome, timeout()]);
  close();
  if ('error' in found)
    return err({
      kind: 'refused',
      message: SAID.get(found.error) ?? 'the browser came back without a code',
    });
  const body = { code: found.code, verifier, redirectUri };
  return callConsole({ server: wish.server, path: '/api/v1/cli/token', body }, SignedIn);
}

const SAID = new Map([
  ['access_denied', 'the sign-in was refused in the browser'],
  ['timeout', 'nobody answered in the browser for 5 minutes'],
]);

function signIn(wish: Wish, io: Io): Promise<Result<SignedIn, Problem>> {
  const { server, person } = wish;
  return person === null
    ? browserLogin(wish, io)
    : deviceLogin({ server, person, verifier: random() }, io);
}

/** `drawbridge login`: signs this computer in by the person's browser, or by a code. */
export async function login(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const home = configHome(env);
  const wish = readWish(args, io, home);
  if (typeof wish === 'number') return wish;
  const before = readLogin(home);
  const signedIn = await signIn(wish, io);
  if (!signedIn.ok) {
    io.stderr(`drawbridge: ${signedIn.error.message}`);
    return 1;
  }
  const { token, expiresAt, person, workspace } = signedIn.value;
  forgetLogin(home); // with the credentials that were kept for the one before
  saveLogin(home, { server: wish.server, token, expiresAt });
  if (before) await revokeLogin(before);
  const until = expiresAt.slice(0, 10);
  io.stdout(
    `Signed in to ${wish.server} as ${printable(person)} (${printable(workspace)}) until ${until}.`,
  );
  return 0;
}
