import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type FormatFacts, formatsOf } from './formats';
import type { CredentialFormat } from './schema';

const real: FormatFacts = {
  accessKeyId: 'ASIAEXAMPLE123456789',
  secretAccessKey: 'wJalr/XUtnFEMI+K7MDENG',
  sessionToken: 'FwoGZXIvYXdzEBYaD+/==',
  expiresAt: new Date('2026-11-23T12:00:00.000Z'),
  region: 'eu-west-1',
  accountId: '777788889999',
  name: 'deploy',
  assumedRole: {
    id: 'AROAEXAMPLE:db-mei-k3jx7q2a',
    arn: 'arn:aws:sts::777788889999:assumed-role/deploy/db-mei-k3jx7q2a',
  },
  endpointUrl: null,
};
const practice: FormatFacts = { ...real, endpointUrl: 'http://127.0.0.1:4001' };

describe('a real account', () => {
  it('3.4, 4.6: gives bash and zsh what FORMATS asks for', () => {
    expect(formatsOf(real).bash).toBe(
      [
        'unset AWS_PROFILE',
        'export AWS_ACCESS_KEY_ID="ASIAEXAMPLE123456789"',
        'export AWS_SECRET_ACCESS_KEY="wJalr/XUtnFEMI+K7MDENG"',
        'export AWS_SESSION_TOKEN="FwoGZXIvYXdzEBYaD+/=="',
        'export AWS_CREDENTIAL_EXPIRATION="2026-11-23T12:00:00Z"',
        'export AWS_REGION="eu-west-1"',
        'export AWS_DEFAULT_REGION="eu-west-1"',
        '',
      ].join('\n'),
    );
  });

  it('gives fish set -gx', () => {
    expect(formatsOf(real).fish).toBe(
      [
        'set -e AWS_PROFILE',
        'set -gx AWS_ACCESS_KEY_ID "ASIAEXAMPLE123456789"',
        'set -gx AWS_SECRET_ACCESS_KEY "wJalr/XUtnFEMI+K7MDENG"',
        'set -gx AWS_SESSION_TOKEN "FwoGZXIvYXdzEBYaD+/=="',
        'set -gx AWS_CREDENTIAL_EXPIRATION "2026-11-23T12:00:00Z"',
        'set -gx AWS_REGION "eu-west-1"',
        'set -gx AWS_DEFAULT_REGION "eu-west-1"',
        '',
      ].join('\n'),
    );
  });

  it('gives PowerShell $Env:', () => {
    expect(formatsOf(real).powershell).toBe(
      [
        '$Env:AWS_PROFILE=$null',
        '$Env:AWS_ACCESS_KEY_ID="ASIAEXAMPLE123456789"',
        '$Env:AWS_SECRET_ACCESS_KEY="wJalr/XUtnFEMI+K7MDENG"',
        '$Env:AWS_SESSION_TOKEN="FwoGZXIvYXdzEBYaD+/=="',
        '$Env:AWS_CREDENTIAL_EXPIRATION="2026-11-23T12:00:00Z"',
        '$Env:AWS_REGION="eu-west-1"',
        '$Env:AWS_DEFAULT_REGION="eu-west-1"',
        '',
      ].join('\n'),
    );
  });

  it('gives cmd SET without quotes or a trailing space', () => {
    expect(formatsOf(real).cmd).toBe(
      [
        'SET AWS_PROFILE=',
        'SET AWS_ACCESS_KEY_ID=ASIAEXAMPLE123456789',
        'SET AWS_SECRET_ACCESS_KEY=wJalr/XUtnFEMI+K7MDENG',
        'SET AWS_SESSION_TOKEN=FwoGZXIvYXdzEBYaD+/==',
        'SET AWS_CREDENTIAL_EXPIRATION=2026-11-23T12:00:00Z',
        'SET AWS_REGION=eu-west-1',
        'SET AWS_DEFAULT_REGION=eu-west-1',
        '',
      ].join('\r\n'),
    );
  });

  it('gives the credentials file a profile named by account and role', () => {
    expect(formatsOf(real)['credentials-file']).toBe(
      [
        '[777788889999_deploy]',
        'aws_access_key_id = ASIAEXAMPLE123456789',
        'aws_secret_access_key = wJalr/XUtnFEMI+K7MDENG',
        'aws_session_token = FwoGZXIvYXdzEBYaD+/==',
        '',
      ].join('\n'),
    );
  });

  it('gives .env bare values, as docker reads them', () => {
    expect(formatsOf(real).dotenv).toBe(
      [
        'AWS_ACCESS_KEY_ID=ASIAEXAMPLE123456789',
        'AWS_SECRET_ACCESS_KEY=wJalr/XUtnFEMI+K7MDENG',
        'AWS_SESSION_TOKEN=FwoGZXIvYXdzEBYaD+/==',
        'AWS_CREDENTIAL_EXPIRATION=2026-11-23T12:00:00Z',
        'AWS_REGION=eu-west-1',
        'AWS_DEFAULT_REGION=eu-west-1',
        '',
      ].join('\n'),
    );
  });

  it('3.8: gives the JSON that sts assume-role prints', () => {
    expect(JSON.parse(formatsOf(real).json)).toEqual({
      Credentials: {
        AccessKeyId: 'ASIAEXAMPLE123456789',
        SecretAccessKey: 'wJalr/XUtnFEMI+K7MDENG',
        SessionToken: 'FwoGZXIvYXdzEBYaD+/==',
        Expiration: '2026-11-23T12:00:00Z',
      },
      AssumedRoleUser: {
        AssumedRoleId: 'AROAEXAMPLE:db-mei-k3jx7q2a',
        Arn: 'arn:aws:sts::777788889999:assumed-role/deploy/db-mei-k3jx7q2a',
      },
    });
  });

  it('gives the JSON of a session that took no role as sts get-session-token prints it', () => {
    const { AssumedRoleUser: _, ...session } = JSON.parse(formatsOf(real).json);
    expect(JSON.parse(formatsOf({ ...real, assumedRole: null }).json)).toEqual(session);
  });

  it('never carries an endpoint or the practice note', () => {
    for (const text of Object.values(formatsOf(real))) {
      expect(text.toLowerCase()).not.toMatch(/endpoint|practice/);
    }
  });
});

describe('a practice account', () => {
  it.each([
    ['bash', ": '# practice account'", 'export AWS_ENDPOINT_URL="http://127.0.0.1:4001"'],
    ['fish', '# practice account', 'set -gx AWS_ENDPOINT_URL "http://127.0.0.1:4001"'],
    ['powershell', '# practice account', '$Env:AWS_ENDPOINT_URL="http://127.0.0.1:4001"'],
    ['cmd', 'REM practice account', 'SET AWS_ENDPOINT_URL=http://127.0.0.1:4001'],
    ['dotenv', '# practice account', 'AWS_ENDPOINT_URL=http://127.0.0.1:4001'],
    ['credentials-file', '# practice account', 'endpoint_url = http://127.0.0.1:4001'],
  ] as const)('says so first and names its endpoint in %s', (format, first, endpoint) => {
    const written = formatsOf(practice)[format].split(/\r?\n/);
    expect(written[0]).toBe(first);
    expect(written).toContain(endpoint);
  });

  it('leaves the JSON as STS gives it', () => {
    expect(formatsOf(practice).json).toBe(formatsOf(real).json);
  });
});

const nasty = `a'b"c$HOME\`id\`\\d!e &|;<>(){}*?#~ %PATH% é ’`;
const hostile: FormatFacts = {
  ...practice,
  secretAccessKey: nasty,
  sessionToken: `${nasty}\\`,
};
const isHere = (shell: string): boolean =>
  spawnSync(shell, ['-c', 'exit 0']).status === 0;
const printAll = (separator: string): string =>
  `printf '%s\\n' "$AWS_SECRET_ACCESS_KEY"${separator} printf '%s\\n' "$AWS_SESSION_TOKEN"${separator} printf '%s\\n' "$AWS_ENDPOINT_URL"${separator} printf '%s\\n' "p=$AWS_PROFILE"\n`;

describe('values survive special characters', () => {
  it.each<[shell: string, CredentialFormat]>([
    ['bash', 'bash'],
    ['dash', 'bash'],
    ['zsh', 'bash'],
    ['fish', 'fish'],
  ])('in %s itself', (shell, format) => {
    if (!isHere(shell)) {
      process.stdout.write(`skipped: ${shell} is not on this machine\n`);
      return;
    }
    const script = `${formatsOf(hostile)[format]}${printAll(';')}`;
    const ran = spawnSync(shell, ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, AWS_PROFILE: 'other', LC_ALL: 'C.UTF-8' },
    });
    expect(ran.stdout.split('\n')).toEqual([
      nasty,
      `${nasty}\\`,
      'http://127.0.0.1:4001',
      'p=',
      '',
    ]);
    expect(ran.stderr).toBe('');
  });

  it('in PowerShell itself', () => {
    if (spawnSync('pwsh', ['-v']).status !== 0) {
      process.stdout.write('skipped: pwsh is not on this machine\n');
      return;
    }
    const script = `${formatsOf(hostile).powershell}[Console]::Out.Write($Env:AWS_SECRET_ACCESS_KEY)\n`;
    const ran = spawnSync('pwsh', ['-NoProfile', '-Command', script], {
      encoding: 'utf8',
    });
    expect(ran.stdout).toBe(nasty);
  });

  it('in an interactive bash, which would recall history at an exclamation mark', () => {
    if (!isHere('bash')) return;
    const input = `PS1=; set -H\n${formatsOf(hostile).bash}${printAll(';')}exit\n`;
    const ran = spawnSync('bash', ['--norc', '--noprofile', '-i'], {
      input,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(ran.stdout).toContain(nasty);
  });

  it.each<[shell: string, args: string[], format: CredentialFormat]>([
    ['zsh', ['-f', '-i'], 'bash'],
    ['bash', ['--norc', '--noprofile', '-i'], 'bash'],
    ['dash', ['-i'], 'bash'],
    ['fish', ['--no-config', '-i'], 'fish'],
  ])(
    'and none of it is an error where somebody pastes it into %s',
    (shell, args, format) => {
      if (!isHere(shell)) return;
      const input = `${formatsOf(practice)[format]}printf 'at=%s\\n' "$AWS_ENDPOINT_URL"\nexit\n`;
      // fish reads from a pipe, and not from the socket that a child is given here.
      const piped = ['-c', 'printf %s "$0" | "$@"', input, shell, ...args];
      const { stdout, stderr } = spawnSync('sh', piped, { encoding: 'utf8' });
      expect(stdout, stderr).toContain('at=http://127.0.0.1:4001');
      expect(stderr).not.toMatch(/not found|unknown command|no matches/i);
    },
  );

  it('by carets in cmd and doubled quotes in PowerShell', () => {
    const facts = { ...real, secretAccessKey: 'a&b|c^d%e', sessionToken: "it's ’so" };
    expect(formatsOf(facts).cmd).toContain('SET AWS_SECRET_ACCESS_KEY=a^&b^|c^^d^%e\r\n');
    expect(formatsOf(facts).powershell).toContain(`='it''s ’’so'`);
  });
});
