import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { rootArn } from '../seed/document';
import { stepAt, totpCode } from '../sts/totp';
import { pathToAws } from '../test-aws-command';
import { commandEnvironment, isThere } from '../test-commands';
import { startTestPractice } from '../test-practice';

const run = promisify(execFile);

describe.skipIf(!isThere('aws', ['--version']))(
  'the aws command, asking IAM,',
  { timeout: 120_000 },
  () => {
    let practice: Awaited<ReturnType<typeof startTestPractice>>;
    let folder: string;
    let env: NodeJS.ProcessEnv;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'practice-iam-'));
      practice = await startTestPractice();
      const keys = await practice.actAs(rootArn(ACME.tooling));
      env = commandEnvironment(practice.url, folder, keys, await pathToAws());
    });
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true });
      await practice.stop();
    });

    async function iam(command: string, args: Record<string, string> = {}, asked = env) {
      const given = Object.entries(args).flatMap(([name, value]) => [
        `--${name}`,
        ...value.split(' '),
      ]);
      const call = ['iam', command, ...given, '--output', 'json'];
      const { stdout } = await run('aws', call, { env: asked, cwd: folder });
      return stdout.trim() === '' ? null : JSON.parse(stdout);
    }

    it('makes an MFA device, gives it to a user and signs in with it', async () => {
      const UserName = 'cli-mfa';
      await iam('create-user', { 'user-name': UserName });
      const made = await iam('create-virtual-mfa-device', {
        'virtual-mfa-device-name': UserName,
        outfile: 'seed.txt',
        'bootstrap-method': 'Base32StringSeed',
      });
      const serial = made.VirtualMFADevice.SerialNumber;
      const secret = readFileSync(path.join(folder, 'seed.txt'), 'utf8');
      const code = (shift: number) => totpCode(secret, stepAt(Date.now()) + shift);
      await iam('enable-mfa-device', {
        'user-name': UserName,
        'serial-number': serial,
        'authentication-code1': code(-2),
        'authentication-code2': code(-1),
      });
      const own = commandEnvironment(
        practice.url,
        folder,
        await practice.actAs(`arn:aws:iam::${ACME.tooling}:user/${UserName}`),
        await pathToAws(),
      );
      const signIn = ['--serial-number', serial, '--token-code', code(0)];
      const { stdout } = await run(
        'aws',
        ['sts', 'get-session-token', ...signIn, '--output', 'json'],
        { env: own, cwd: folder },
      );
      expect(JSON.parse(stdout).Credentials.AccessKeyId).toMatch(/^ASIA/);
    });

    it('reads the credential report', async () => {
      expect((await iam('generate-credential-report')).State).toBe('STARTED');
      const { Content } = await iam('get-credential-report');
      const report = Buffer.from(Content, 'base64').toString('utf8');
      expect(report).toMatch(/^user,arn,.*\n<root_account>,/);
    });

    it('simulates what a user may do', async () => {
      const { EvaluationResults } = await iam('simulate-principal-policy', {
        'policy-source-arn': `arn:aws:iam::${ACME.tooling}:user/break-glass`,
        'action-names': 's3:GetObject iam:CreateUser',
        'resource-arns': 'arn:aws:s3:::app-logs/a',
      });
      expect(
        EvaluationResults.map((result: { EvalDecision: string }) => result.EvalDecision),
      ).toEqual(['allowed', 'allowed']);
    });
  },
);
