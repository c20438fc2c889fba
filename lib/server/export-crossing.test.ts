import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathToAws } from '@/lib/practice/test-aws-command';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { literalTerraform } from '@/lib/setup/export/quote';
import { exportPlan } from '@/lib/setup/export-plan';
import type { ExportFormat } from '@/lib/setup/export-schema';
import type { DraftFields } from '@/lib/setup/schema';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const run = promisify(execFile);
const world = useSetupWorld();

const hasCli = isThere('aws', ['--version']);
const hasCfnLint = isThere('cfn-lint', ['--version']);
const hasTerraform = isThere('terraform', ['version']);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'export-crossing-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file of a plan, saved under its own name. */
async function save(planId: string, format: ExportFormat, account?: string) {
  const { deps, actor, practice } = world();
  const ports = { ...deps, practiceWorlds: { url: practice.url } };
  const input = { id: planId, format, ...(account && { account }) };
  const file = worked(await exportPlan(ports, actor, input as never)); // ids, unparsed
  const saved = path.join(folder, file.name);
  writeFileSync(saved, file.text);
  return saved;
}

async function runScript(planId: string, account: string) {
  const { practice } = world();
  const keys = await practice.actAs(`arn:aws:iam::${account}:root`);
  const env = commandEnvironment(practice.url, folder, keys, await pathToAws());
  delete env['AWS_ENDPOINT_URL']; // the script knows where
  return run('bash', [await save(planId, 'bash', account)], { env, cwd: folder });
}

const HARD: Partial<DraftFields> = {
  description: 'file:///etc/passwd isn\'t `$(read)` "here"',
  purpose: 'a test',
  prefix: 'logs',
  access: 'both',
  requireExternalId: true,
  externalId: 'acme-42',
};

describe.skipIf(!hasCli)('the bash scripts of a plan', { timeout: 300_000 }, () => {
  it('make, by the aws command, the same objects as applying it, and nothing when run again', async () => {
    const roleName = 'x-by-script';
    const planId = await world().planFor({ ...HARD, roleName });
    await runScript(planId, TOOLING);
    const first = await runScript(planId, DATA);
    expect(first.stdout.match(/^Written: /gm)).toHaveLength(3);
    const byScript = await world().standing(planId);
    const again = await runScript(planId, DATA);
    expect(again.stdout).not.toContain('Written');
    expect(await world().standing(planId)).toEqual(byScript);

    // Applying it now finds every step done, proves the crossing, and can undo it.
    await world().applyAndRun(planId);
    expect((await world().viewOf(planId)).state).toBe('proven');
    await world().undoAndRun(planId, roleName);
    expect(await world().standing(planId)).toEqual([null, null, null, null]);

    const applied = await world().planFor({ ...HARD, roleName });
    await world().applyAndRun(applied);
    expect(await world().standing(applied)).toEqual(byScript);
    await world().undoAndRun(applied, roleName);
  });

  it('merge into a policy that stands, and stop when somebody changed it since', async () => {
    const roleName = 'x-merged-by-script';
    const tooling = await world().practice.admin(TOOLING);
    const policy = { RoleName: 'ci-deploy', PolicyName: `AllowAssume-${roleName}` };
    const put = (Sid: string) =>
      tooling.iam.send(
        new PutRolePolicyCommand({
          ...policy,
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Sid, Effect: 'Deny', Action: 's3:*', Resource: ['arn:aws:s3:::b/é'] },
            ],
          }),
        }),
      );
    await put('Theirs');
    const planId = await world().planFor({ roleName });
    await put('Changed');
    await expect(runScript(planId, TOOLING)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('what is live was changed since the plan was made'),
    });
    await put('Theirs');
    await runScript(planId, TOOLING);
    const [, , assume] = await world().standing(planId);
    expect(assume.document).toContain('Theirs');
    expect(assume.document).toContain(`role/drawbridge-managed/${roleName}`);
  });

  it('stop at a role of that name that the plan did not make', async () => {
    const roleName = 'x-taken';
    const planId = await world().planFor({ roleName });
    const other = await world().planFor({ roleName });
    await runScript(other, DATA);
    await expect(runScript(planId, DATA)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Stopped: Role x-taken, open to nobody yet: /),
    });
  });
});

async function storedPlan(planId: string) {
  const { deps, actor } = world();
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan) throw new Error('no plan');
  return plan;
}

/** The scripts of a plan, in the order in which they are run. */
async function runScripts(planId: string): Promise<string> {
  const accounts = (await storedPlan(planId)).steps.map(({ accountId }) => accountId);
  const inOrder = accounts.filter((id, index) => accounts.lastIndexOf(id) === index);
  let printed = '';
  for (const account of inOrder) printed += (await runScript(planId, account)).stdout;
  return printed;
}

const removalsIn = async (planId: string): Promise<string[]> =>
  (await storedPlan(planId)).steps
    .map(({ operation }) => operation)
    .filter((operation) => /^(Delete|Detach|Untag)/.test(operation))
    .toSorted();

/** A change of a crossing by its scripts, then by the console: both have to leave the same. */
async function changeBothWays(
  fields: Partial<DraftFields>,
  change: Partial<DraftFields>,
): Promise<string[]> {
  const first = await world().planFor(fields);
  await world().applyAndRun(first);
  const scripted = await world().changeFor(first, change);
  const removals = await removalsIn(scripted);
  const printed = await runScripts(scripted);
  expect(printed.match(/^Removed: /gm)).toHaveLength(removals.length);
  const byScript = await world().standing(scripted);
  expect(byScript.filter((one: unknown) => one === null)).toHaveLength(removals.length);
  expect(await runScripts(scripted)).not.toMatch(/^(Written|Removed)/m);

  // Applying it now finds every step done, and its undo brings back what was taken away.
  await world().applyAndRun(scripted);
  await world().undoAndRun(scripted, (await storedPlan(first)).body.roleName);
  const applied = await world().changeFor(first, change);
  await world().applyAndRun(applied);
  expect(await world().standing(applied)).toEqual(byScript);
  return removals;
}

describe.skipIf(!hasCli)('the scripts of a change', { timeout: 300_000 }, () => {
  it('take away, as applying does, what hangs on a role and on who takes it', async () => {
    const before: Partial<DraftFields> = {
      recipe: 'people',
      roleName: 'x-changed-by-script',
      trustingAccount: DATA,
      bucket: '',
      managedPolicies: 'ReadOnlyAccess\nAWSSupportAccess',
      tags: 'owner\tWeb\nteam\tOps',
    };
    const after: Partial<DraftFields> = {
      who: `arn:aws:iam::${TOOLING}:user/anna`,
      managedPolicies: 'ReadOnlyAccess',
      tags: 'team\tOps',
    };
    expect(await changeBothWays(before, after)).toEqual([
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'UntagRole',
    ]);
  });

  it('take away the policy of a bucket that is used no more', async () => {
    const { s3 } = await world().practice.admin(DATA);
    await s3.send(new CreateBucketCommand({ Bucket: 'other-logs' }));
    await world().deps.readAgain(world().actor.workspaceId, [DATA]);
    const before: Partial<DraftFields> = { recipe: 'bucket-policy' };
    expect(await changeBothWays(before, { bucket: 'other-logs' })).toEqual([
      'DeleteBucketPolicy',
      'DeleteRolePolicy',
    ]);
  });
});

it.skipIf(!hasCfnLint)('cfn-lint finds nothing in the templates', async () => {
  const planId = await world().planFor({ ...HARD, roleName: 'x-by-template' });
  const files = await Promise.all(
    [TOOLING, DATA].map((account) => save(planId, 'cloudformation', account)),
  );
  const { stdout } = await run('cfn-lint', files);
  expect(stdout).toBe('');
});

it.skipIf(!hasTerraform)('Terraform reads every text as it was written', async () => {
  const texts = fc.sample(
    fc
      .array(fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', 'x', 'if', '~'))
      .map((parts) => parts.join('')),
    300,
  );
  const place = mkdtempSync(path.join(folder, 'terraform-'));
  const output = { texts: { value: texts.map(literalTerraform) } };
  writeFileSync(path.join(place, 'main.tf.json'), JSON.stringify({ output }));
  await run('terraform', ['apply', '-auto-approve'], { cwd: place });
  const { stdout } = await run('terraform', ['output', '-json', 'texts'], { cwd: place });
  expect(JSON.parse(stdout)).toEqual(texts);
});
