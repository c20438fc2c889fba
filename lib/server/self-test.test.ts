import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { pathToAws } from '@/lib/practice/test-aws-command';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { getSelfTest } from '@/lib/setup/self-test/get-self-test';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const run = promisify(execFile);
const world = useSetupWorld({ seed: 'org' });
const BOT = `arn:aws:iam::${TOOLING}:role/release-bot`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'self-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const testOf = async (planId: string) => {
  const { deps, actor, practice } = world();
  const ports = { ...deps, practiceWorlds: { url: practice.url } };
  return worked(await getSelfTest(ports, actor, planId));
};

/** Pastes the lines of a plan into a terminal that has the keys of somebody. */
async function paste(planId: string, arn: string) {
  const { practice } = world();
  const keys = await practice.actAs(arn);
  const env = commandEnvironment(practice.url, folder, keys, await pathToAws());
  delete env['AWS_ENDPOINT_URL']; // the lines know where
  const { text } = (await testOf(planId)) ?? {};
  return run('bash', ['-c', `${text}\necho "Its own key: $AWS_ACCESS_KEY_ID"`], {
    env,
    cwd: folder,
  }).then(({ stdout }) => ({ stdout, own: env['AWS_ACCESS_KEY_ID'] }));
}

const SHARE = { access: 'both', prefix: 'logs' } as const;
const GUARDED = { requireExternalId: true, externalId: 'acme/42+x' } as const;

describe.skipIf(!isThere('aws', ['--version']))(
  'the lines that try a crossing in a terminal',
  { timeout: 300_000 },
  () => {
    it('2.5, 2.6: take the role, export its three values, and leave the terminal its own keys', async () => {
      const roleName = 'x-tried-by-hand';
      const planId = await world().planFor({ ...SHARE, ...GUARDED, roleName });
      await world().applyAndRun(planId);
      const { stdout, own } = await paste(planId, CI);
      expect(stdout).toContain(`assumed-role/${roleName}/drawbridge-test`);
      expect(stdout).toContain('logs/drawbridge-test.txt');
      expect(stdout).toMatch(/^drawbridge$/m);
      expect(stdout).toContain('Refused, as planned: to delete it.');
      expect(stdout).toContain(`Its own key: ${own}`);
    });

    it('1.3, 2.6: put, read and delete again, and leave nothing in the bucket', async () => {
      const roleName = 'x-deletes-by-hand';
      const planId = await world().planFor({ ...SHARE, access: 'all', roleName });
      await world().applyAndRun(planId);
      const { stdout } = await paste(planId, CI);
      expect(stdout).toMatch(/^drawbridge$/m);
      const { s3 } = await world().practice.admin(DATA);
      const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'app-logs' }));
      const keys = (listed.Contents ?? []).map(({ Key }) => Key);
      expect(keys).not.toContain('logs/drawbridge-test.txt');
    });

    it('2.8, T4: show the key by reading back what was put, as whoever uses the bucket', async () => {
      const planId = await world().planFor({
        recipe: 'bucket-policy',
        who: BOT,
        bucket: DATA_LAKE.bucket,
        access: 'both',
      });
      await world().applyAndRun(planId);
      const { stdout } = await paste(planId, BOT);
      expect(stdout).toMatch(/^drawbridge$/m);
      expect(stdout).toContain('Refused, as planned: to delete it.');
      expect((await testOf(planId))?.notes.join(' ')).toContain(
        'aws kms decrypt on a plain file can never pass',
      );
    });

    it('stop at the first call that AWS refuses, and say which', async () => {
      const planId = await world().planFor({ ...SHARE, roleName: 'x-not-made-yet' });
      const pasted = await paste(planId, CI);
      expect(pasted.stdout).not.toContain('Refused, as planned');
      expect(pasted.stdout).toContain(`Its own key: ${pasted.own}`);
    });
  },
);

it('are for those who may read the plan', async () => {
  const { deps, actor } = world();
  const stranger = { ...actor, workspaceId: 'another' as never };
  const ports = { ...deps, practiceWorlds: null };
  expect(await getSelfTest(ports, stranger, 'none')).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
});
