import { request } from 'node:http';
import { expect, it } from 'vitest';
import { handOver } from './hand-over';

const SECRET = 'https://signin.aws.amazon.com/federation?SigninToken=canary';

function ask(address: string, change: { path?: string; host?: string; method?: string }) {
  const { hostname, port, pathname, host } = new URL(address);
  return new Promise<[status: number, location: string | undefined]>((resolve) =>
    request(
      {
        hostname,
        port,
        path: change.path ?? pathname,
        method: change.method ?? 'GET',
        headers: { host: change.host ?? host },
      },
      (answer) => resolve([answer.statusCode ?? 0, answer.resume().headers.location]),
    ).end(),
  );
}

it('leads one browser to the address, once, and nobody who guesses or comes by another name', async () => {
  const { address, taken, close } = await handOver(SECRET);
  expect(address).not.toContain('canary');
  expect(await ask(address, { path: '/' })).toEqual([404, undefined]);
  expect(await ask(address, { path: '//' })).toEqual([404, undefined]);
  expect(await ask(address, { host: 'evil.example' })).toEqual([404, undefined]);
  expect(await ask(address, { method: 'HEAD' })).toEqual([404, undefined]);
  expect(await ask(address, {})).toEqual([303, SECRET]);
  expect(await taken).toBe('taken');
  expect(await ask(address, {})).toEqual([410, undefined]);
  close();
});
