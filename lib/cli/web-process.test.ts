import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  endOf,
  hasEnded,
  spawnWeb,
  stopChild,
  tellEnvironment,
  untilServed,
} from './web-process';

const run = (script: string) =>
  spawnWeb({
    args: ['-e', script],
    root: process.cwd(),
    env: process.env,
    isVerbose: false,
  });
const FOREVER = 'setInterval(() => {}, 1000)';
const never = new AbortController().signal;

// Another program that answers where the console should.
const other = createServer((_, response) => response.end('{}'));
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  port = (other.address() as AddressInfo).port; // a TCP server that listens has one
});
afterAll(() => other.close());

it('lets a server go on that prints more than a pipe holds', async () => {
  const talkative = run(
    `for (let i = 0; i < 20000; i += 1) require('fs').writeSync(1, 'x'.repeat(99) + '\\n')`,
  );
  expect(await endOf(talkative)).toBe(0);
});

it('tells that a process ended, by itself or by a signal', async () => {
  const child = run(FOREVER);
  expect(hasEnded(child)).toBe(false);
  await stopChild(child);
  expect(hasEnded(child)).toBe(true);
  expect(await endOf(child)).toBe(1);
  expect(await endOf(run('process.exit(3)'))).toBe(3);
});

it('is told what it waits for, also before it listens, and when it has ended', async () => {
  const late = run(
    `setTimeout(() => process.once('message', ({ CODE }) => process.exit(+CODE)), 200)`,
  );
  tellEnvironment(late, { CODE: '7' });
  expect(await endOf(late)).toBe(7);
  expect(() => tellEnvironment(late, { CODE: '8' })).not.toThrow();
});

it('does not take the answer of another program for that of a server that ended', async () => {
  const child = run('process.exit(1)');
  await endOf(child);
  await expect(untilServed(port, child, never)).rejects.toThrow('stopped while starting');
});

it('waits no longer once it is told to stop', async () => {
  const child = run(FOREVER);
  await expect(untilServed(1, child, AbortSignal.abort())).rejects.toThrow();
  await stopChild(child);
});
