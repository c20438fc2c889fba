import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  ListRoleTagsCommand,
  TagRoleCommand,
  UntagRoleCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { getRole } from '@/lib/inventory/get-role';
import { pathToAws } from '@/lib/practice/test-aws-command';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { exportPlan } from '@/lib/setup/export-plan';
import { linesOfTags } from '@/lib/setup/fields/tag-lines';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const run = promisify(execFile);
const hasCli = isThere('aws', ['--version']);

const lines = (tags: Record<string, string>): string =>
  linesOfTags(Object.entries(tags).map(([key, value]) => ({ key, value })));

/** The tags of a role that no plan gives by itself. */
async function tagsOf(RoleName: string): Promise<Record<string, string>> {
  const { iam } = await world().practice.admin(DATA);
  const { Tags = [] } = await iam.send(new ListRoleTagsCommand({ RoleName }));
  const all = Tags.map(({ Key = '', Value = '' }) => [Key, Value]);
  return Object.fromEntries(all.filter(([key]) => !key?.startsWith('drawbridge:')));
}

async function tagByHand(RoleName: string, Key: string, Value: string): Promise<void> {
  const { iam } = await world().practice.admin(DATA);
  await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key, Value }] }));
}

it('tags the role that it makes, and changes its tags one by one, to and fro', async () => {
  const roleName = 'x-tagged';
  const first = await world().planFor({
    roleName,
    tags: lines({ owner: 'Web platform', 'cost/centre': '7', empty: '' }),
  });
  const told = (await world().viewOf(first)).accounts.flatMap(({ changes }) => changes);
  expect(told.filter(({ kind }) => kind === 'tag')).toMatchObject([
    { mark: '+', target: 'owner: Web platform on role x-tagged' },
    { mark: '+', target: 'cost/centre: 7 on role x-tagged' },
    { mark: '+', target: 'empty: (empty) on role x-tagged' },
  ]);
  await world().applyAndRun(first);
  const made = { owner: 'Web platform', 'cost/centre': '7', empty: '' };
  expect(await tagsOf(roleName)).toEqual(made);

  await tagByHand(roleName, 'Theirs', 'stays');
  await tagByHand(roleName, 'Team', 'before');
  const second = await world().changeFor(first, {
    tags: lines({ Owner: 'Ops', 'cost/centre': '7', team: 'ours' }),
  });
  const { steps } = await world().viewOf(second);
  expect(steps.map(({ operation, title }) => `${operation} ${title}`)).toEqual([
    'TagRole Tag Owner=Ops of x-tagged',
    'TagRole Tag team=ours of x-tagged',
    'UntagRole Tag empty= of x-tagged, taken away',
  ]);
  await world().applyAndRun(second);
  expect((await world().viewOf(second)).state).toBe('proven');
  const changed = { Owner: 'Ops', 'cost/centre': '7', Theirs: 'stays' };
  expect(await tagsOf(roleName)).toEqual({ ...changed, team: 'ours' });

  // A tag that replaced somebody’s is theirs again once it is not asked for.
  const third = await world().changeFor(second, {
    tags: lines({ Owner: 'Ops', 'cost/centre': '7' }),
  });
  await world().applyAndRun(third);
  expect(await tagsOf(roleName)).toEqual({ ...changed, Team: 'before' });

  // From then on it is theirs: a later change does not put it back again.
  await tagByHand(roleName, 'Team', 'data');
  const theirs = await world().changeFor(third, {
    tags: lines({ Owner: 'Web', 'cost/centre': '7' }),
  });
  expect((await world().viewOf(theirs)).steps.map(({ title }) => title)).toEqual([
    'Tag Owner=Web of x-tagged',
  ]);
  await tagByHand(roleName, 'Team', 'before');

  await world().undoAndRun(third, roleName);
  await world().undoAndRun(second, roleName);
  expect(await tagsOf(roleName)).toEqual({ ...made, Theirs: 'stays', Team: 'before' });
});

it('leaves a tag that its owner has set or deleted since, where it is not asked for any more', async () => {
  const roleName = 'x-retagged';
  const first = await world().planFor({ roleName, tags: lines({ owner: 'Web' }) });
  await world().applyAndRun(first);
  await tagByHand(roleName, 'Team', 'before');
  await tagByHand(roleName, 'Cost', '7');
  const tags = lines({ owner: 'Web', Team: 'ours', Cost: '8', Mine: 'ours' });
  const second = await world().changeFor(first, { tags });
  await world().applyAndRun(second);

  await tagByHand(roleName, 'Team', 'data');
  await tagByHand(roleName, 'Mine', 'theirs');
  const { iam } = await world().practice.admin(DATA);
  await iam.send(new UntagRoleCommand({ RoleName: roleName, TagKeys: ['Cost'] }));
  const third = await world().changeFor(second, { tags: lines({ owner: 'Ops' }) });
  expect((await world().viewOf(third)).steps.map(({ title }) => title)).toEqual([
    'Tag owner=Ops of x-retagged',
  ]);
});

it('shows the tags of a role on its page, as they were read last', async () => {
  const roleName = 'x-shown';
  const planId = await world().planFor({ roleName, tags: lines({ owner: 'Web' }) });
  await world().applyAndRun(planId);
  const { deps, actor } = world();
  const { roleArn } = await world().viewOf(planId);
  const role = worked(
    await getRole({ ...deps, env: { practice: null } }, actor, roleArn),
  );
  expect(role.tags).toContainEqual({ key: 'owner', value: 'Web' });
});

it.skipIf(!hasCli)(
  'tags by the aws command as by itself, whatever the value holds, and undoes it',
  async () => {
    const roleName = 'x-tagged-by-script';
    const first = await world().planFor({ roleName, tags: lines({ owner: 'Web' }) });
    await world().applyAndRun(first);
    const before = await tagsOf(roleName);
    const tags = { owner: 'file:///etc/passwd', 'https://k': 'Zoë + you', '-k': '' };
    const planId = await world().changeFor(first, { tags: lines(tags) });
    const folder = mkdtempSync(path.join(os.tmpdir(), 'export-tags-'));
    const { deps, actor, practice } = world();
    const ports = { ...deps, practiceWorlds: { url: practice.url } };
    const asked = { id: planId, format: 'bash', account: DATA };
    const { name, text } = worked(await exportPlan(ports, actor, asked as never)); // ids, unparsed
    writeFileSync(path.join(folder, name), text);
    const keys = await practice.actAs(`arn:aws:iam::${DATA}:root`);
    const env = commandEnvironment(practice.url, folder, keys, await pathToAws());
    delete env['AWS_ENDPOINT_URL']; // the script knows where
    const script = () => run('bash', [name], { env, cwd: folder });
    expect((await script()).stdout.match(/^Written: /gm)).toHaveLength(3);
    expect(await tagsOf(roleName)).toEqual(tags);
    expect((await script()).stdout).not.toContain('Written');
    await world().applyAndRun(planId);
    expect((await world().viewOf(planId)).state).toBe('proven');
    await world().undoAndRun(planId, roleName);
    expect(await tagsOf(roleName)).toEqual(before);
    rmSync(folder, { recursive: true, force: true });
  },
  120_000,
);
