import { configHome, type Environment } from './console/config-home';
import { forgetLogin, type Login, readLogin } from './console/login-file';
import { revokeLogin } from './console/revoke-login';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = 'usage: drawbridge logout';

/** `drawbridge logout`: ends the token and takes everything away that was kept with it. */
export async function logout(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const [first] = args;
  if (first !== undefined) {
    const isHelp = first === '--help' || first === '-h';
    (isHelp ? io.stdout : io.stderr)(USAGE);
    return isHelp ? 0 : EXIT_BAD_INPUT;
  }
  const home = configHome(env);
  const login = readLogin(home);
  const problem = login ? await problemOfRevoking(login) : null;
  forgetLogin(home);
  if (problem) {
    io.stderr(`drawbridge: signed out here, but the token may live on: ${problem}`);
    return 1;
  }
  io.stdout(login ? `Signed out of ${login.server}.` : 'Nobody was signed in.');
  return 0;
}

/** Null when the token is worth nothing afterwards, even if it was not before. */
async function problemOfRevoking(login: Login): Promise<string | null> {
  const revoked = await revokeLogin(login);
  return revoked.ok || revoked.error.kind === 'signed-out' ? null : revoked.error.message;
}
