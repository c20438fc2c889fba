import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { useConsole } from '@/lib/server/test-console';
import { personAt, signedInAt, spawnCommand } from './console/test-person';
import { consoleCommand } from './console-command';
import { newFolder } from './estate/test-folder';

const console = useConsole();
const ROLE = 'Data/data-read';

/** A browser that notes the words it was started with, and where it was sent, twice. */
function browserIn(folder: string): () => { word: string; answers: [number, string][] } {
  const noted = path.join(folder, 'noted.json');
  const program = `#!${process.execPath}
    const ask = async () => {
      const answer = await fetch(process.argv[2], { redirect: 'manual' }).catch(() => null);
      return answer ? [answer.status, answer.headers.get('location') ?? ''] : [0, ''];
    };
    (async () => {
      const answers = [await ask(), await ask()];
      require('node:fs').writeFileSync(${JSON.stringify(noted)}, JSON.stringify({ word: process.argv[2], answers }));
    })();`;
  writeFileSync(path.join(folder, 'xdg-open'), program, { mode: 0o755 });
  return () => JSON.parse(readFileSync(noted, 'utf8'));
}

describe('drawbridge console', () => {
  it.skipIf(process.platform !== 'linux')(
    'signs the browser in by an address that works once, and shows the secret one nowhere',
    async () => {
      const person = await signedInAt(console());
      const folder = newFolder();
      const noted = browserIn(folder);
      const args = ['console', ROLE, '--to', 's3', '--region', 'eu-west-1'];
      const ended = await spawnCommand(args, { ...person.env, PATH: folder });
      expect(ended).toEqual({
        code: 0,
        out: 'The console is open in your browser as Data/data-read.\n',
        errors: '',
      });
      await expect.poll(noted, { timeout: 10_000 }).toBeTruthy();
      const { word, answers } = noted();
      expect(word).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
      const [[status, address], [again]] = answers as [[number, string], [number]];
      expect(status).toBe(303);
      const query = new URL(address).searchParams;
      const secret = query.get('SigninToken') ?? '';
      expect(secret).not.toBe('');
      expect(query.get('Destination')).toBe(
        'https://console.aws.amazon.com/s3/home?region=eu-west-1',
      );
      expect([0, 410]).toContain(again);
      const seen = [...console().logged, ...console().addresses].join();
      expect(seen).not.toContain(secret);
      const signedIn = await fetch(address, { redirect: 'manual' });
      expect(signedIn.status).toBeLessThan(400);
    },
  );

  it.skipIf(process.platform !== 'linux')('says where there is no browser', async () => {
    const person = await signedInAt(console());
    const env = { ...person.env, PATH: newFolder() };
    const ended = await spawnCommand(['console', ROLE], env);
    expect(ended).toEqual({
      code: 1,
      out: '',
      errors:
        'drawbridge: no browser could be opened here. Use --print and open the address elsewhere\n',
    });
  });

  it('prints the address when asked to, and says that it is a secret', async () => {
    const person = await signedInAt(console());
    const { code, out, errors } = await person.run(consoleCommand, ROLE, '--print');
    expect(code).toBe(0);
    expect(out).toEqual([
      expect.stringMatching(/\/federation\?Action=login&.*SigninToken=/),
    ]);
    expect(errors).toEqual([
      'drawbridge: this address is a secret. For 15 minutes it signs in whoever opens it, as Data/data-read.',
    ]);
  });

  it('ends the session that the browser has before it begins the new one', async () => {
    const person = await signedInAt(console());
    const ask = async (...more: string[]) => {
      const { out } = await person.run(consoleCommand, ROLE, '--print', ...more);
      return out[0] ?? '';
    };
    const open = async (address: string, cookie: string) => {
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
      const location = answer.headers.get('location') ?? '';
      const set = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      return { status: answer.status, next: new URL(location, address).href, set };
    };
    const before = await open(await ask(), '');
    expect((await fetch(before.next, { headers: { cookie: before.set } })).status).toBe(
      200,
    );
    const asked = await ask('--sign-out-first');
    expect(new URL(asked).pathname).toBe('/oauth');
    const ending = await open(asked, before.set);
    const ended = await open(ending.next, before.set);
    expect(ended.set).toMatch(/=$/);
    const begun = await open(ended.next, '');
    expect(begun.status).toBe(302);
    const homeBy = (cookie: string) => fetch(begun.next, { headers: { cookie } });
    expect((await homeBy(before.set)).status).toBe(401);
    expect(await (await homeBy(begun.set)).text()).toContain('data-read');
  });

  it('says in one line why there is no sign-in', async () => {
    expect(await personAt(console()).run(consoleCommand, ROLE)).toEqual({
      code: 1,
      out: [],
      errors: ['drawbridge: not signed in. Run: drawbridge login'],
    });
    const person = await signedInAt(console());
    const ask = (...args: string[]) => person.run(consoleCommand, ...args, '--print');
    expect(await ask('Data/nothing')).toMatchObject({
      code: 1,
      errors: ['drawbridge: you may not take Data/nothing. See: drawbridge roles'],
    });
    expect(await ask(ROLE, '--region', 'cn-north-1')).toMatchObject({
      code: 1,
      out: [],
      errors: ['drawbridge: cn-north-1 is not a region of the partition aws.'],
    });
    expect(await ask(ROLE, '--to', 'evil.example')).toMatchObject({ code: 2, out: [] });
    expect(await ask()).toMatchObject({ code: 2, out: [] });
  });
});
