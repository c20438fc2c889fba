import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listenForCode } from './listen-for-code';

const STATE = 'a-state-that-nobody-guesses';

it('hears the browser that comes back with its state, and nobody else', async () => {
  const { redirectUri, outcome, close } = await listenForCode(STATE);
  expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  const ask = async (query: string, init?: RequestInit) =>
    (await fetch(`${redirectUri}${query}`, init)).status;
  expect(await ask('?code=stolen&state=another')).toBe(400);
  expect(await ask('?code=stolen')).toBe(400);
  expect(await ask(`?code=stolen&state=${STATE}`, { method: 'POST' })).toBe(400);
  const heard = await fetch(`${redirectUri}?code=right&state=${STATE}`);
  expect(heard.headers.get('cache-control')).toBe('no-store');
  expect(await heard.text()).toContain('Go back to the terminal');
  expect(await outcome).toEqual({ code: 'right' });
  close();
});

/** Asks as no browser would: with any target, and for any host. */
function askRaw(redirectUri: string, path: string, host?: string): Promise<number> {
  const { hostname, port } = new URL(redirectUri);
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: hostname, port, path, ...(host && { headers: { host } }) },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}

it('goes on listening after targets that are no address, and after other hosts’ names', async () => {
  const { redirectUri, outcome, close } = await listenForCode(STATE);
  expect(await askRaw(redirectUri, '//')).toBe(400);
  const answer = `/callback?code=stolen&state=${STATE}`;
  expect(await askRaw(redirectUri, answer, 'evil.example')).toBe(400);
  await fetch(`${redirectUri}?code=right&state=${STATE}`);
  expect(await outcome).toEqual({ code: 'right' });
  close();
});

it('hears that the person refused', async () => {
  const { redirectUri, outcome, close } = await listenForCode(STATE);
  await fetch(`${redirectUri}?error=access_denied&state=${STATE}`);
  expect(await outcome).toEqual({ error: 'access_denied' });
  close();
});

it('leaves no connection open on which nobody asked anything', async () => {
  const { redirectUri, outcome, close } = await listenForCode(STATE);
  const early = connect(Number(new URL(redirectUri).port), '127.0.0.1');
  await once(early, 'connect');
  const closed = once(early, 'close');
  const heard = await fetch(`${redirectUri}?code=right&state=${STATE}`);
  await outcome;
  close();
  expect(await heard.text()).toContain('Go back to the terminal');
  await closed;
});
