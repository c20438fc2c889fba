import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type FormatFacts, formatsOf, unsetTextOf } from './formats';
import { CredentialFormat } from './schema';

const NAMES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
];

const facts: FormatFacts = {
  accessKeyId: 'ASIAEXAMPLE123456789',
  secretAccessKey: "wJalr/X'tn$FEMI+K7MDENG",
  sessionToken: 'FwoGZXIvYXdzEBYaD+/==',
  expiresAt: new Date('2026-11-23T12:00:00.000Z'),
  region: 'eu-west-1',
  accountId: '777788889999',
  name: 'deploy',
  assumedRole: null,
  endpointUrl: 'http://127.0.0.1:4001',
};

describe('the unset block', () => {
  it.each([
    ['bash', 'unset ', '\n'],
    ['fish', 'set -e ', '\n'],
    ['powershell', '$Env:', '=$null\n'],
    ['cmd', 'SET ', '=\r\n'],
  ] as const)('of %s takes away what the set block set', (format, before, after) => {
    const lines = (names: string[]) =>
      names.map((name) => `${before}${name}${after}`).join('');
    expect(unsetTextOf(format, { isPractice: false })).toBe(lines(NAMES));
    expect(unsetTextOf(format, { isPractice: true })).toBe(
      lines([...NAMES, 'AWS_ENDPOINT_URL']),
    );
  });

  it('is there for the forms that a shell keeps, and for no other', () => {
    const without = CredentialFormat.options.filter(
      (format) => unsetTextOf(format, { isPractice: true }) === null,
    );
    expect(without.sort()).toEqual(['credentials-file', 'dotenv', 'json']);
  });

  it.each<[shell: string, CredentialFormat]>([
    ['bash', 'bash'],
    ['dash', 'bash'],
    ['zsh', 'bash'],
    ['fish', 'fish'],
  ])('leaves nothing of the set block in %s itself', (shell, format) => {
    if (spawnSync(shell, ['-c', 'exit 0']).status !== 0) {
      process.stdout.write(`skipped: ${shell} is not on this machine\n`);
      return;
    }
    const kept = 'env | grep ^AWS_ | sort\necho :end\n';
    const unset = unsetTextOf(format, { isPractice: true });
    const script = `${formatsOf(facts)[format]}${kept}${unset}${kept}`;
    const env = {
      PATH: process.env['PATH'],
      AWS_PAGER: 'less',
      NODE_ENV: 'test',
    } as const;
    // A bash whose input is a socket would read ~/.bashrc.
    const ran = spawnSync(shell, ['-c', script], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [set = '', left] = ran.stdout.split(':end\n');
    expect(set.match(/^AWS_\w+(?==)/gm)?.sort()).toEqual(
      [...NAMES, 'AWS_ENDPOINT_URL', 'AWS_PAGER'].sort(),
    );
    expect(left).toBe('AWS_PAGER=less\n');
    expect(ran.stderr).toBe('');
  });
});
