import { expect, it } from 'vitest';
import { createLog } from './log';

const CANARY = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

it('keeps the message, the fields and where an error came from', () => {
  const text = logged((log) =>
    log.error({ err: new TypeError('no such plan'), planId: 'p1' }, 'job failed'),
  );
  const line = JSON.parse(text);
  expect(line).toMatchObject({
    msg: 'job failed',
    planId: 'p1',
    err: { type: 'TypeError', message: 'no such plan' },
  });
  expect(line.err.stack).toContain('log.test.ts');
});

it('hides the secret of a token and keeps its id', () => {
  const token = `dbr_${'a'.repeat(16)}_${'b'.repeat(52)}`;
  const text = logged((log) => log.warn({ said: `Is ${token} yours?` }, token));
  expect(text).toContain('a'.repeat(16));
  expect(text).not.toContain('bbb');
});

it.each([
  ['a field', { sessionToken: CANARY }],
  ['a field in AWS spelling', { Credentials: { SecretAccessKey: CANARY } }],
  [
    'a header of a request, deep down',
    { err: { config: { request: { headers: { Authorization: CANARY } } } } },
  ],
  ['a list', { items: [{ 'set-cookie': [CANARY] }] }],
  ['a member of an error', { err: Object.assign(new Error('x'), { password: CANARY }) }],
  [
    'the cause of an error',
    {
      err: new Error('x', {
        cause: Object.assign(new Error('y'), { $response: { cookie: CANARY } }),
      }),
    },
  ],
  [
    'the message of an error, which its stack repeats',
    { err: new Error(`postgres://app:${CANARY}@db:5432/x`) },
  ],
  ['an address', { where: `https://signin.example/federation?SigninToken=${CANARY}` }],
])('never writes a secret that stands in %s', (_, entry) => {
  const text = logged((log) => log.error(entry, 'it failed'));
  expect(text).toContain('it failed');
  expect(text).not.toContain(CANARY);
});

it('never writes a secret that stands in the message itself', () => {
  const text = logged((log) =>
    log.info(`Open http://localhost:3000/first-run#${CANARY}`),
  );
  expect(text).not.toContain(CANARY);
});
