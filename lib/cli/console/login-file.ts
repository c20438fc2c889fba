import { rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { readIfThere, writePrivate } from './private-file';

const Login = z.object({
  /** Origin of the console. */
  server: z.string(),
  token: z.string().regex(/^dbr_[a-z2-7]{16}_[a-z2-7]{52}$/),
  /** ISO 8601, UTC. */
  expiresAt: z.string(),
});
export type Login = z.infer<typeof Login>;

const fileIn = (home: string): string => path.join(home, 'login.json');

/** The public part of the token. */
export const tokenIdOf = ({ token }: Login): string => token.split('_')[1] ?? '';

export const saveLogin = (home: string, login: Login): void =>
  writePrivate(fileIn(home), `${JSON.stringify(login, null, 2)}\n`);

/** Who is signed in; null when nobody is, or the file is not one of ours. */
export function readLogin(home: string): Login | null {
  try {
    const parsed = Login.safeParse(JSON.parse(readIfThere(fileIn(home)) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Takes away the token and every credential that was kept for it. */
export function forgetLogin(home: string): void {
  for (const name of ['login.json', 'cache', 'cache-key'])
    rmSync(path.join(home, name), { recursive: true, force: true });
}
