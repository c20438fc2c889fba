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

it('hears that the person refused', async () => {
  const { redirectUri, outcome, close } = await listenForCode(STATE);
  await fetch(`${redirectUri}?error=access_denied&state=${STATE}`);
  expect(await outcome).toEqual({ error: 'access_denied' });
  close();
});
