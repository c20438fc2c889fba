import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromContainerMetadata } from '@aws-sdk/credential-providers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isThere } from '@/lib/practice/test-commands';
import { useConsole } from '@/lib/server/test-console';
import type { Environment } from './console/config-home';
import { personAt, signedInAt, spawnCommand } from './console/test-person';
import { serve } from './serve';

const console = useConsole();
const ROLE = 'Data/data-read';
const AS_READER = ':assumed-role/data-read/db-mei';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** `drawbridge serve` in a terminal, once it has printed what to paste. */
async function startServe(person: { env: Environment; bin: string }, linesTotal: number) {
  const child = spawn(process.execPath, [person.bin, 'serve', ROLE], {
    env: person.env as NodeJS.ProcessEnv, // Next's types ask every environment for NODE_ENV
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit').then(([code]) => code);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === linesTotal) break;
  }
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  stops.push(stop);
  return { lines, stop };
}

const variablesIn = (lines: string[]): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^export (\w+)="(.+)"$/.exec(line) ?? [];
      return name && value ? [[name, value]] : [];
    }),
  );

describe('drawbridge serve', () => {
  it('prints what a shell takes, and an SDK client works by it until it is stopped', async () => {
    const person = await signedInAt(console());
    const { lines, stop } = await startServe(person, 6);
    expect(lines[0]).toBe(": '# practice account'");
    const variables = variablesIn(lines);
    expect(Object.keys(variables)).toEqual([
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'AWS_REGION',
      'AWS_DEFAULT_REGION',
      'AWS_ENDPOINT_URL',
    ]);
    expect(lines.join()).not.toMatch(/ASIA|dbr_/);
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const sts = () =>
      new STSClient({
        region: 'eu-west-1',
        endpoint: console().world.practice.url,
        credentials: fromContainerMetadata({ maxRetries: 0 }),
      }).send(new GetCallerIdentityCommand({}));
    expect((await sts()).Arn).toContain(AS_READER);
    expect(await stop()).toBe(0);
    await expect(sts()).rejects.toThrow();
  });

  it('gives a program nothing else to act by, and ends with it', async () => {
    const person = await signedInAt(console());
    const print = 'console.log(JSON.stringify(process.env)); process.exit(7)';
    const { code, out } = await spawnCommand(
      ['serve', ROLE, '--', process.execPath, '-e', print],
      { ...person.env, AWS_ACCESS_KEY_ID: 'AKIAMINE', AWS_PROFILE: 'mine' },
    );
    expect(code).toBe(7);
    const seen = JSON.parse(out);
    expect(seen).toMatchObject({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:/,
      ),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_ENDPOINT_URL: console().world.practice.url,
    });
    expect(seen).not.toHaveProperty('AWS_PROFILE');
    expect(JSON.stringify(seen)).not.toMatch(/AKIA|ASIA|dbr_/);
  });

  const clients: [what: string, isThere: boolean, words: string[]][] = [
    [
      'the AWS CLI',
      isThere('aws', ['--version']),
      ['aws', 'sts', 'get-caller-identity', '--output', 'text', '--query', 'Arn'],
    ],
    [
      'boto3',
      isThere('python3', ['-c', 'import boto3']),
      [
        'python3',
        '-c',
        "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])",
      ],
    ],
  ];
  for (const [what, isThere, words] of clients)
    it.skipIf(!isThere)(
      `gives ${what} its credentials, before a default profile`,
      async () => {
        const person = await signedInAt(console());
        const file = path.join(person.home, 'credentials');
        writeFileSync(
          file,
          '[default]\naws_access_key_id = AKIAMINE\naws_secret_access_key = x\n',
        );
        const env = { ...person.env, AWS_SHARED_CREDENTIALS_FILE: file };
        const ended = await spawnCommand(['serve', ROLE, '--', ...words], env);
        expect(ended.errors).toBe('');
        expect(ended.out).toContain(AS_READER);
      },
    );

  it('serves nothing when nobody is signed in, nor a role that the person may not take', async () => {
    expect(await personAt(console()).run(serve, ROLE)).toEqual({
      code: 1,
      out: [],
      errors: ['drawbridge: not signed in. Run: drawbridge login'],
    });
    const person = await signedInAt(console());
    expect(await person.run(serve, 'Data/nothing')).toMatchObject({
      code: 1,
      errors: ['drawbridge: you may not take Data/nothing. See: drawbridge roles'],
    });
  });

  it.each([
    ['no role', []],
    ['two roles', [ROLE, ROLE]],
    ['no program after the dashes', [ROLE, '--']],
    ['a port that is none', [ROLE, '--port', '70000']],
    ['a port in words', [ROLE, '--port', 'http']],
  ])('says how it is used with %s', async (_what, args) => {
    const ended = await personAt(console()).run(serve, ...args);
    expect(ended).toMatchObject({ code: 2, out: [] });
    expect(ended.errors.join()).toContain('usage: drawbridge serve');
  });
});
