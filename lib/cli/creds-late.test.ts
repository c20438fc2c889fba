import { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useConsole } from '@/lib/server/test-console';
import { signedInAt } from './console/test-person';
import { creds } from './creds';
import { newFolder, run } from './estate/test-folder';

const console = useConsole();
const ARGS = ['Data/data-read', '--format', 'process'];

afterEach(() => vi.restoreAllMocks());

type Person = Awaited<ReturnType<typeof signedInAt>>;
const within = (deadline: AbortSignal, { env }: Pick<Person, 'env'>) =>
  run((args, io) => creds(args, io, env, deadline), ...ARGS);

/** A console that accepts and never answers; the deadline passes once it has been asked. */
function hang(): AbortController {
  const passes = new AbortController();
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    (_, init) =>
      new Promise((_answer, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        passes.abort();
      }),
  );
  return passes;
}

describe('a command that an AWS client waits for', () => {
  it('asks no console when nobody is signed in', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const env = { ...process.env, XDG_CONFIG_HOME: newFolder() };
    const ended = await within(new AbortController().signal, { env });
    expect(ended).toEqual({
      code: 1,
      out: [],
      errors: ['drawbridge: not signed in. Run: drawbridge login'],
    });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('ends with one line when the console accepts and says nothing', async () => {
    const person = await signedInAt(console());
    expect(await within(hang().signal, person)).toEqual({
      code: 1,
      out: [],
      errors: [`drawbridge: ${console().origin} did not answer in time`],
    });
  });

  it('does not wait longer for another that holds the lock', async () => {
    const person = await signedInAt(console());
    await person.run(creds, ...ARGS);
    const [file = ''] = readdirSync(path.join(person.home, 'cache'));
    const kept = path.join(person.home, 'cache', file);
    writeFileSync(kept, ''); // nothing that could be handed out
    writeFileSync(`${kept}.lock`, String(process.pid));
    expect(await within(AbortSignal.abort(), person)).toEqual({
      code: 1,
      out: [],
      errors: [
        'drawbridge: another drawbridge command still waits for this role. Try again',
      ],
    });
  });
});

const HOUR_MS = 3_600_000;

/** A console whose clock, by which the credentials last an hour, is not the one here. */
function answerWithOtherClock(aheadMs: number) {
  const real = globalThis.fetch;
  const there = (ms = 0) => new Date(Date.now() - aheadMs + ms);
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async (...call) => {
    const answer = await real(...call);
    if (!String(call[0]).endsWith('/api/v1/credentials')) return answer;
    const issued: object = await answer.json();
    const expiresAt = there(HOUR_MS).toISOString();
    const headers = { date: there().toUTCString() };
    return Response.json({ ...issued, expiresAt }, { headers });
  });
}

it.each([
  ['ahead', 2 * HOUR_MS],
  ['behind', -2 * HOUR_MS],
])(
  'a clock that is %s keeps credentials as long as they last, and no longer',
  async (_, aheadMs) => {
    const person = await signedInAt(console());
    const fetched = answerWithOtherClock(aheadMs);
    const take = async () => {
      expect((await person.run(creds, ...ARGS)).code).toBe(0);
      return fetched.mock.calls.length;
    };
    const once = await take();
    expect(await take()).toBe(once);
    const [now, uptime] = [Date.now(), os.uptime()];
    vi.spyOn(Date, 'now').mockReturnValue(now + 0.9 * HOUR_MS);
    vi.spyOn(os, 'uptime').mockReturnValue(uptime + 0.9 * 3600);
    expect(await take()).toBe(2 * once);
  },
);
