import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { exportOf, textOf } from '../fakes/exported';
import { DATA, TOOLING } from '../fakes/inventory';
import {
  BUCKET_PLACE,
  EVERY_PIECE,
  NEW_VERSION,
  OWN_POLICY,
  planOfPieces,
  STANDING_TAGS,
} from '../fakes/pieces';
import { plannedConsole } from '../fakes/planned';
import { notHereIn } from './not-here-in';

const THEIRS =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}]}';

async function plan(pieces = EVERY_PIECE) {
  const made = await planOfPieces({
    pieces,
    prepare: (others) => others.set(BUCKET_PLACE, { document: THEIRS, tags: {} }),
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

it.each([
  ['bash', TOOLING, 'sh'],
  ['bash', DATA, 'sh'],
  ['powershell', TOOLING, 'ps1'],
  ['powershell', DATA, 'ps1'],
  ['cloudformation', TOOLING, 'template.json'],
  ['cloudformation', DATA, 'template.json'],
  ['terraform', undefined, 'tf.json'],
  ['json', undefined, 'json'],
] as const)('writes every kind of piece as %s of %s', async (format, account, ending) => {
  const text = await textOf(await plan(), format, account);
  await expect(text).toMatchFileSnapshot(
    `golden/every-${account ?? 'all'}.${ending}.txt`,
  );
});

it('gives beside a template the command for the policy of a key', async () => {
  const world = await plan();
  const text = await textOf(world, 'cloudformation', DATA);
  const { Resources } = JSON.parse(text);
  expect(Object.keys(Resources)).toEqual(['BucketPolicy8']);
  const step = world.stored().steps.find(({ target }) => target.kind === 'key-policy');
  const said = notHereIn('cloudformation', text);
  expect(said).toContain('once the rest stands, run: aws kms put-key-policy --key-id=');
  expect(said).toContain(`'--policy=${step?.after}'`);
});

it('writes a bucket policy as CloudFormation, to be imported first', async () => {
  const world = await plan(
    EVERY_PIECE.filter(({ target }) => target.kind === 'bucket-policy'),
  );
  const template = JSON.parse(await textOf(world, 'cloudformation', DATA));
  expect(template.Resources.BucketPolicy1.Type).toBe('AWS::S3::BucketPolicy');
  expect(template.Metadata.Import.ResourcesToImport[0].ResourceIdentifier).toEqual({
    Bucket: 'app-logs',
  });
});

it.each([
  ['key-policy', DATA, 'the policy of a key'],
  ['managed-attachment', TOOLING, 'attach a policy to a role that stands already'],
  ['role-in-profile', TOOLING, 'an instance profile that stands already'],
  ['principal-attachment', TOOLING, 'aws iam attach-user-policy --user-name=anna'],
] as const)(
  'says that CloudFormation cannot write a %s alone',
  async (kind, account, words) => {
    const world = await plan(EVERY_PIECE.filter(({ target }) => target.kind === kind));
    expect(await exportOf(world, 'cloudformation', account)).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining(words) },
    });
  },
);

it.each([
  ['bash', 'sh'],
  ['powershell', 'ps1'],
  ['json', 'json'],
] as const)('tags a role that stands, as %s', async (format, ending) => {
  const text = await textOf(await plan(STANDING_TAGS), format, TOOLING);
  await expect(text).toMatchFileSnapshot(`golden/tagged-${TOOLING}.${ending}.txt`);
});

it.each([
  ['cloudformation', 'CloudFormation'],
  ['terraform', 'Terraform'],
] as const)(
  'says that %s cannot tag a role that stands and keep its other tags',
  async (format, name) => {
    const world = await plan(STANDING_TAGS);
    expect(await exportOf(world, format, TOOLING)).toMatchObject({
      error: {
        kind: 'conflict',
        message: expect.stringMatching(
          new RegExp(
            `${name} cannot tag a role.*run: aws iam tag-role --role-name=x-standing`,
          ),
        ),
      },
    });
  },
);

it.each([
  ['cloudformation', 'CloudFormation', 'AWS::IAM::ManagedPolicy'],
  ['terraform', 'Terraform', 'aws_iam_policy'],
] as const)(
  'gives all else as %s, and the command for the tags',
  async (format, name, resource) => {
    const asks = EVERY_PIECE.filter(({ title }) => title.includes('x-asks'));
    const text = await textOf(await plan([...asks, ...STANDING_TAGS]), format, TOOLING);
    expect(text).toContain(resource);
    expect(notHereIn(format, text)).toContain(`${name} cannot tag a role`);
    expect(JSON.stringify(JSON.parse(text))).toContain(
      'aws iam tag-role --role-name=x-standing',
    );
  },
);

it.each([
  ['cloudformation', DATA, '"Key": "owner",\n            "Value": "Web platform"'],
  ['terraform', undefined, '"owner": "Web platform"'],
  ['bash', DATA, '"Key": "owner",\n      "Value": "Web platform"'],
  ['powershell', DATA, '"Key": "owner",\n      "Value": "Web platform"'],
  ['json', undefined, '"owner": "Web platform"'],
] as const)('makes a role with its tags, as %s', async (format, account, tag) => {
  const world = await plannedConsole(undefined, { tags: 'owner\tWeb platform' });
  expect(await textOf(world, format, account)).toContain(tag);
});

it.each([TOOLING, DATA])('writes bash of %s that bash can read', async (account) => {
  const input = await textOf(await plan(), 'bash', account);
  expect(spawnSync('bash', ['-n'], { input }).status).toBe(0);
});

it('gives with CloudFormation the command for the tag of a managed policy', async () => {
  const asks = EVERY_PIECE.filter(({ title }) => title.includes('x-asks'));
  const { Metadata } = JSON.parse(
    await textOf(await plan(asks), 'cloudformation', TOOLING),
  );
  expect(Metadata.Untagged).toContain(
    `run: aws iam tag-policy --policy-arn=${OWN_POLICY} '--cli-input-json={"Tags":[{"Key":"drawbridge:plan",`,
  );
});

async function versionPlan() {
  const made = await planOfPieces(NEW_VERSION);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

it.each([
  [
    ['v12', 'v9', 'v10', 'v11'],
    ['delete v9', 'create'],
  ],
  [['v12', 'v10', 'v11'], ['create']],
  [[], ['create']],
])('makes room in bash beside the idle versions %j', async (idle, writes) => {
  const script = await textOf(await versionPlan(), 'bash', TOOLING);
  const body = /^write_1\(\) \{\n[\s\S]*?^\}$/m.exec(script)?.[0] ?? '';
  const fake = `aws() { case $2 in
    list-*) printf '%s\\n' '${idle.join('\t')}' ;;
    delete-*) echo "delete \${4#--version-id=}" ;;
    create-*) echo create >&2 ;;
  esac; }`;
  const input = `set -euo pipefail\n${fake}\n${body}\nwrite_1 2>&1`;
  const { stdout } = spawnSync('bash', [], { input, encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual(writes);
});

it('makes room in PowerShell before it writes a version', async () => {
  const script = await textOf(await versionPlan(), 'powershell', TOOLING);
  expect(script).toContain(
    `Clear-Room '${OWN_POLICY}'\n      $null = Invoke-Aws (@('iam', 'create-policy-version'`,
  );
  expect(script).toContain(String.raw`-split '\s+'`);
});
