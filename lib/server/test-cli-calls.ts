import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { challengeOf } from '@/lib/core/pkce';
import type { TestConsole } from './test-console';

export const REDIRECT = 'http://127.0.0.1:43210/callback';
export const random = () => randomBytes(32).toString('base64url');

const asProgram = (token: string) => ({ authorization: `Bearer ${token}` });

/** What a person's browser and `drawbridge login` ask the console for. */
export function cliCalls(console: () => TestConsole) {
  const send = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${console().origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const asPage = (cookie: string) => ({ cookie, origin: console().origin });
  const requestFor = (verifier: string, change: object = {}) => ({
    name: 'laptop',
    redirectUri: REDIRECT,
    state: random(),
    codeChallenge: challengeOf(verifier),
    workspaceId: console().actor.workspaceId,
    ...change,
  });
  const exchange = (code: string, verifier: string, redirectUri = REDIRECT) =>
    send('/api/v1/cli/token', { code, verifier, redirectUri });
  const roles = (headers: Record<string, string>) =>
    fetch(`${console().origin}/api/v1/roles`, { headers });

  async function codeFor(cookie: string, verifier: string, change?: object) {
    const request = requestFor(verifier, change);
    const allowed = await send('/api/v1/cli/authorize', request, asPage(cookie));
    const { redirectTo } = (await allowed.json()) as { redirectTo: string };
    return new URL(redirectTo).searchParams.get('code') ?? '';
  }

  async function tokenOf(cookie: string, change?: object): Promise<string> {
    const verifier = random();
    const exchanged = await exchange(await codeFor(cookie, verifier, change), verifier);
    expect(exchanged.status).toBe(200);
    const { token } = (await exchanged.json()) as { token: string };
    return token;
  }
  return { requestFor, send, asPage, asProgram, exchange, roles, codeFor, tokenOf };
}
