import { err, ok, type Result } from '@/lib/core/result';
import { type Problem, SIGNED_OUT } from './call-console';
import { type Login, readLogin } from './login-file';

/** Who is signed in, as long as their token lasts. */
export function liveLogin(home: string): Result<Login, Problem> {
  const login = readLogin(home);
  return login && Date.parse(login.expiresAt) > Date.now() ? ok(login) : err(SIGNED_OUT);
}
