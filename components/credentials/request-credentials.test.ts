import { afterEach, expect, it, vi } from 'vitest';
import { requestCredentials } from './request-credentials';
import { TERMINAL_FORMATS } from './terminal-formats';

const wanted = { roleArn: 'arn:aws:iam::111122223333:role/deploy', durationSeconds: 900 };
const formats = Object.fromEntries(TERMINAL_FORMATS.map(({ id }) => [id, `as ${id}`]));
const issued = { ...wanted, expiresAt: '2026-11-24T14:00:00Z', formats };

function answerWith(body: unknown, status = 200) {
  const asked: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    asked.push(init);
    return Response.json(body, { status });
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

it('posts JSON that no cache keeps', async () => {
  const asked = answerWith(issued);
  expect(await requestCredentials('/api', wanted)).toEqual({ ok: true, value: issued });
  expect(asked[0]).toMatchObject({ method: 'POST', cache: 'no-store' });
  expect(JSON.parse(String(asked[0]?.body))).toEqual(wanted);
});

it('hands on the sentence of a refusal', async () => {
  answerWith({ detail: 'You have no grant for deploy.' }, 403);
  expect(await requestCredentials('/api', wanted)).toEqual({
    ok: false,
    error: 'You have no grant for deploy.',
  });
});

it.each([[{ ...issued, formats: { bash: 'only one' } }], [null]])(
  'does not take an answer for keys that is none: %#',
  async (body) => {
    answerWith(body);
    expect(await requestCredentials('/api', wanted)).toMatchObject({ ok: false });
  },
);

it('says so when the console cannot be reached', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await requestCredentials('/api', wanted)).toMatchObject({
    error: expect.stringContaining('could not be reached'),
  });
});
