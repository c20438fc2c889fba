import { ok, type Result } from '@/lib/core/result';
import { callConsole, type Problem } from './call-console';
import { RolesAnswer } from './find-role';
import { liveLogin } from './live-login';
import type { Login } from './login-file';

/** The roles a person may take, the ones taken last first. */
export const askRoles = (
  { server, token }: Login,
  deadline?: AbortSignal,
): Promise<Result<RolesAnswer, Problem>> =>
  callConsole({ server, token, path: '/api/v1/roles', deadline }, RolesAnswer);

/** The same for whoever is signed in on this computer. */
export async function askOwnRoles(
  home: string,
): Promise<Result<RolesAnswer & { login: Login }, Problem>> {
  const login = liveLogin(home);
  if (!login.ok) return login;
  const answer = await askRoles(login.value);
  return answer.ok ? ok({ ...answer.value, login: login.value }) : answer;
}
