import { describe, expect, it } from 'vitest';
import { useConsole } from '@/lib/server/test-console';
import { personAt, signedInAt, spawnCommand } from './console/test-person';

const console = useConsole();
const ROLE = 'Data/data-read';
const NOT_SIGNED_IN = 'drawbridge: not signed in. Run: drawbridge login';
const signedIn = () => signedInAt(console());

describe('a program that acts as a role', () => {
  const exec = (
    person: { env: Record<string, string | undefined> },
    ...words: string[]
  ) =>
    spawnCommand(['exec', ROLE, '--', ...words], {
      ...person.env,
      AWS_PROFILE: 'mine',
      AWS_ENDPOINT_URL: 'http://elsewhere.test',
      AWS_ENDPOINT_URL_S3: 'http://elsewhere.test',
    });

  it('finds the credentials in its environment, and nothing that beats them', async () => {
    const person = await signedIn();
    const print = 'console.log(JSON.stringify(process.env))';
    const { code, out } = await exec(person, process.execPath, '-e', print);
    expect(code).toBe(0);
    const seen = JSON.parse(out);
    expect(seen).toMatchObject({
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_REGION: seen.AWS_DEFAULT_REGION,
      AWS_ENDPOINT_URL: console().world.practice.url,
    });
    expect(seen).not.toHaveProperty('AWS_PROFILE');
    expect(seen).not.toHaveProperty('AWS_ENDPOINT_URL_S3');
    expect(JSON.stringify(seen)).not.toContain('dbr_');
  });

  it('gives its exit code on', async () => {
    const person = await signedIn();
    expect((await exec(person, process.execPath, '-e', 'process.exit(7)')).code).toBe(7);
    const missing = await exec(person, 'no-such-program');
    expect(missing).toMatchObject({
      code: 127,
      errors: 'drawbridge: no-such-program: not found\n',
    });
  });

  it('gets the signals that the command gets', async () => {
    const person = await signedIn();
    const wait = `process.on('SIGTERM', () => process.exit(42));
      setInterval(() => undefined, 1000); console.log('ready');`;
    const args = ['exec', ROLE, '--', process.execPath, '-e', wait];
    expect((await spawnCommand(args, person.env, 'SIGTERM')).code).toBe(42);
  });

  it('is not run when nobody is signed in', async () => {
    const ended = await exec(
      personAt(console()),
      process.execPath,
      '-e',
      'console.log(1)',
    );
    expect(ended).toEqual({ code: 1, out: '', errors: `${NOT_SIGNED_IN}\n` });
  });
});
