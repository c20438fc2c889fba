import * as z from 'zod';
import type { Result } from '@/lib/core/result';
import { callConsole, type Problem } from './call-console';
import { type Login, tokenIdOf } from './login-file';

/** Ends the token at the console: a copy of it is then worth nothing. */
export function revokeLogin(login: Login): Promise<Result<unknown, Problem>> {
  const path = `/api/v1/tokens/${tokenIdOf(login)}/revoke`;
  const { server, token } = login;
  return callConsole({ server, token, path, body: {} }, z.unknown());
}
