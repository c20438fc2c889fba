import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { pathToAws } from '@/lib/practice/test-aws-command';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { makeSamlProvider } from '@/lib/practice/test-saml-provider';
import { followDraft } from '@/lib/setup/blank/follow-draft';
import { exportPlan } from '@/lib/setup/export-plan';
import { ExportFormat } from '@/lib/setup/export-schema';
import { DraftFields } from '@/lib/setup/schema';
import { DATA, TOOLING, worked } from './test-aws';
import { wordsOfBash, wordsOfPowerShell } from './test-script-words';
import { CI, useSetupWorld } from './test-setup';

const run = promisify(execFile);
const world = useSetupWorld({ seed: 'org' });

const has = {
  cli: isThere('aws', ['--version']),
  cfnLint: isThere('cfn-lint', ['--version']),
  terraform: isThere('terraform', ['version']),
};

/** Where Terraform keeps the providers that were downloaded. */
const PROVIDERS = process.env['TF_PLUGIN_CACHE_DIR'];

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'export-recipes-'));
  const { practice, deps, actor } = world();
  await makeSamlProvider(practice, DATA);
  await deps.readAgain(actor.workspaceId, [DATA]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const USES = { bucket: 'app-logs', access: 'write' } as const;
const NOBODY = { ...USES, who: '' };
const BY_HAND = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Hand',
      Effect: 'Allow',
      Principal: { AWS: CI },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'acme-42' } },
    },
  ],
});

function blank(): Partial<DraftFields> {
  const customPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}`;
  const fields = DraftFields.parse({});
  for (const change of [
    { recipe: 'blank' } as const,
    { trustingAccount: DATA, customPolicy, bucket: '', who: '' },
    { trustJson: BY_HAND },
  ])
    Object.assign(fields, followDraft(fields, change));
  return fields;
}

const RECIPES: [name: string, fields: Partial<DraftFields>][] = [
  [
    'people, with managed policies and a boundary',
    {
      recipe: 'people',
      who: `arn:aws:iam::${TOOLING}:role/ci-deploy`,
      trustingAccount: DATA,
      bucket: '',
      managedPolicies: 'ReadOnlyAccess\nAWSSupportAccess',
      boundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
    },
  ],
  [
    'an instance and its profile, an encrypted bucket and its key',
    {
      recipe: 'workload-bucket',
      who: '',
      workload: 'ec2',
      trustedAccount: TOOLING,
      bucket: DATA_LAKE.bucket,
      access: 'both',
    },
  ],
  [
    'a bucket and no role',
    {
      recipe: 'bucket-policy',
      who: `arn:aws:iam::${TOOLING}:role/release-bot`,
      bucket: 'app-logs',
      access: 'both',
    },
  ],
  [
    'a vendor',
    {
      ...NOBODY,
      recipe: 'vendor',
      vendorAccount: '999900001111',
      externalId: 'lum-7Q4c',
    },
  ],
  [
    'a cluster, and its provider',
    {
      ...NOBODY,
      recipe: 'eks',
      issuerUrl: 'https://oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C',
      namespace: 'payments',
      serviceAccount: 'api',
    },
  ],
  [
    'runs of a pipeline',
    { ...NOBODY, recipe: 'ci-oidc', repository: 'acme/shop', runName: 'main' },
  ],
  [
    'people of a SAML provider',
    {
      ...NOBODY,
      recipe: 'saml',
      samlProvider: `arn:aws:iam::${DATA}:saml-provider/corp`,
      samlPeople: 'subject',
      samlValue: 'anna@acme.example',
    },
  ],
  [
    'an AWS service',
    { ...NOBODY, recipe: 'aws-service', service: 'states.amazonaws.com' },
  ],
  [
    'the account access manager',
    {
      ...NOBODY,
      recipe: 'identity-center',
      accessApplication: `arn:aws:account-access:eu-west-1:${DATA}:application/aam-12ab34`,
    },
  ],
  ['what was written by hand', blank()],
];

const nameOf = (stem: string, recipe: string): string =>
  `${stem}-${RECIPES.findIndex(([name]) => name === recipe)}`;

/** A recipe with the role's name in all that names it: what is written by hand follows. */
const named = (fields: Partial<DraftFields>, roleName: string): Partial<DraftFields> => ({
  ...fields,
  ...followDraft(DraftFields.parse(fields), { roleName }),
});

/** A plan of each recipe, whose roles do not stand in each other's way. */
async function planned(stem: string): Promise<{ name: string; planId: string }[]> {
  const plans: { name: string; planId: string }[] = [];
  for (const [name, fields] of RECIPES) {
    // One after the other: a person has one draft.
    const planId = await world().planFor(named(fields, nameOf(stem, name)));
    plans.push({ name, planId });
  }
  return plans;
}

/** The files of a plan in one format, in the order in which they are run. */
async function filesOf(planId: string, format: ExportFormat) {
  const { deps, actor, practice } = world();
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const accounts = new Set(plan?.steps.map(({ accountId }) => accountId));
  // So many files in a minute are more than a person may take.
  const rateLimits = { hit: async () => 1 };
  const files = await Promise.all(
    [...accounts].map(async (account) => {
      const ports = { ...deps, rateLimits, practiceWorlds: { url: practice.url } };
      const input = { id: planId, format, account };
      return { account, made: await exportPlan(ports, actor, input as never) }; // ids, unparsed
    }),
  );
  return files
    .map(({ account, made }) => ({ account, ...worked(made) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

async function runScripts(planId: string): Promise<string> {
  const { practice } = world();
  let printed = '';
  for (const { account, name, text } of await filesOf(planId, 'bash')) {
    const keys = await practice.actAs(`arn:aws:iam::${account}:root`);
    const env = commandEnvironment(practice.url, folder, keys, await pathToAws());
    delete env['AWS_ENDPOINT_URL']; // the script knows where
    writeFileSync(path.join(folder, name), text);
    printed += (await run('bash', [name], { env, cwd: folder })).stdout;
  }
  return printed;
}

let declared: ReturnType<typeof planned> | undefined;

/** The same plans for every form: making them takes most of the time. */
function onceDeclared() {
  declared ??= planned('x-declared');
  return declared;
}

describe('the declared forms', { timeout: 300_000 }, () => {
  it.each(ExportFormat.options)(
    'hold every write of every recipe, as %s',
    async (format) => {
      const { deps, actor } = world();
      for (const { name, planId } of await onceDeclared()) {
        const plan = await deps.plans.find(actor.workspaceId, planId);
        const texts = (await filesOf(planId, format)).map(({ text }) => text);
        expect(texts.length, name).toBeGreaterThan(0);
        if (format === 'json') {
          const steps = texts.flatMap((text) =>
            JSON.parse(text).accounts.flatMap((one: { steps: object[] }) => one.steps),
          );
          expect(steps, name).toHaveLength(plan?.steps.length ?? 0);
        }
        if (format !== 'powershell') continue;
        const bash = await filesOf(planId, 'bash');
        expect(texts.map(wordsOfPowerShell), name).toEqual(
          bash.map(({ text }) => wordsOfBash(text)),
        );
        const written = texts.join('').match(/^ {4}Write = \{$/gm);
        expect(written, name).toHaveLength(plan?.steps.length ?? 0);
      }
    },
  );

  it.skipIf(!has.cfnLint)('have nothing that cfn-lint finds in a template', async () => {
    const saved: string[] = [];
    for (const { planId } of await onceDeclared())
      for (const { name, text } of await filesOf(planId, 'cloudformation')) {
        saved.push(path.join(folder, name));
        writeFileSync(path.join(folder, name), text);
      }
    expect(saved.length).toBeGreaterThanOrEqual(RECIPES.length);
    expect((await run('cfn-lint', saved)).stdout).toBe('');
  });

  it.skipIf(!has.terraform)('are configurations that Terraform reads', async () => {
    for (const { planId } of await onceDeclared()) {
      const [file] = await filesOf(planId, 'terraform');
      const cwd = mkdtempSync(path.join(folder, 'terraform-'));
      writeFileSync(path.join(cwd, 'main.tf.json'), file?.text ?? '');
      expect((await run('terraform', ['providers'], { cwd })).stdout).toContain(
        'hashicorp/aws',
      );
      // To validate it whole takes the provider, which is not on every machine.
      if (!PROVIDERS) continue;
      // A folder of providers cannot be its own cache.
      const env = { ...process.env, TF_PLUGIN_CACHE_DIR: '' };
      const init = ['init', '-backend=false', `-plugin-dir=${PROVIDERS}`];
      await run('terraform', init, { cwd, env });
      const { stdout } = await run('terraform', ['validate', '-json'], { cwd });
      expect(JSON.parse(stdout)).toMatchObject({ valid: true });
    }
  });
});

describe.skipIf(!has.cli)('the bash scripts', { timeout: 300_000 }, () => {
  const applied: Record<string, unknown[]> = {};
  // All at once: most of the time of a run is waiting for AWS to spread what was written.
  beforeAll(async () => {
    const plans = await planned('x-by-script');
    await Promise.all(plans.map(({ planId }) => world().applyAndRun(planId)));
    for (const { name, planId } of plans) applied[name] = await world().standing(planId);
    await Promise.all(plans.map(({ planId }) => undo(planId)));
  }, 300_000);

  it.each(RECIPES)(
    'make, to the letter, what applying makes: %s',
    async (name, fields) => {
      const planId = await world().planFor(named(fields, nameOf('x-by-script', name)));
      const printed = await runScripts(planId);
      const byScript = await world().standing(planId);
      expect(printed.match(/^Written: /gm)).toHaveLength(byScript.length);
      expect(byScript).not.toContain(null);
      expect(byScript).toEqual(applied[name]);
    },
  );
});

async function undo(planId: string): Promise<void> {
  const { deps, actor } = world();
  const plan = await deps.plans.find(actor.workspaceId, planId);
  await world().undoAndRun(planId, plan?.body.roleName ?? '');
}
