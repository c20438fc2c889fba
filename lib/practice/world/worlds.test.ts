import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { documentOf, roleArn, rootArn, trustsService } from '../seed/document';
import {
  clientsOf,
  codeOf,
  memoryStore,
  startTestPractice,
  worldOf,
} from '../test-practice';

/** All that is stored of a world. */
const storedOf = (store: { states: Map<string, string> }): string =>
  [...store.states.values()].join('\n');

const makeRole = (RoleName: string) =>
  new CreateRoleCommand({
    RoleName,
    AssumeRolePolicyDocument: documentOf(trustsService('ec2.amazonaws.com')),
  });

it('keeps roles, objects, keys and sessions over a restart', async () => {
  const store = memoryStore();
  const first = await startTestPractice({ store, worldId: 'kept', seed: 'small' });
  const admin = await first.actAs(rootArn(ACME.data));
  const session = await first.actAs(roleArn(ACME.data, 'data-writer'));
  const before = clientsOf(first.url, admin);
  await before.iam.send(makeRole('__proto__'));
  await before.s3.send(
    new PutObjectCommand({ Bucket: 'app-logs', Key: 'k', Body: 'kept' }),
  );
  await first.stop();

  const second = await startTestPractice({ store, worldId: 'other', seed: 'small' });
  const after = clientsOf(second.url, admin);
  const { Role } = await after.iam.send(new GetRoleCommand({ RoleName: '__proto__' }));
  expect(Role?.RoleName).toBe('__proto__');
  const writer = clientsOf(second.url, session);
  const got = await writer.s3.send(
    new GetObjectCommand({ Bucket: 'app-logs', Key: 'k' }),
  );
  expect(await got.Body?.transformToString()).toBe('kept');
  await second.stop();
});

it('has stored a change when it answers, so that a killed process loses none', async () => {
  const store = memoryStore();
  const practice = await startTestPractice({ store, worldId: 'soon', seed: 'small' });
  const { iam } = await practice.admin(ACME.data);
  await iam.send(makeRole('written'));
  expect(storedOf(store)).toContain('role/written');
  await practice.stop();
});

it('stores changes made at once together, and each before its answer', async () => {
  const store = memoryStore();
  let saves = 0;
  const slow = {
    load: store.load,
    save: async (id: string, state: string) => {
      saves += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await store.save(id, state);
    },
  };
  const practice = await startTestPractice({
    store: slow,
    worldId: 'many',
    seed: 'small',
  });
  const { iam } = await practice.admin(ACME.data);
  const before = saves;
  const names = Array.from({ length: 12 }, (_, at) => `together-${at}`);
  await Promise.all(
    names.map(async (name) => {
      await iam.send(makeRole(name));
      expect(storedOf(store)).toContain(`role/${name}`);
    }),
  );
  expect(saves - before).toBeLessThan(names.length);
  await practice.stop();
});

it('tries again when a save fails, and loses nothing', async () => {
  const store = memoryStore();
  let failures = 2;
  const flaky = {
    load: store.load,
    save: async (id: string, state: string) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is away');
      await store.save(id, state);
    },
  };
  const practice = await startTestPractice({
    store: flaky,
    worldId: 'flaky',
    seed: 'small',
  });
  await expect.poll(() => store.states.has('flaky'), { timeout: 10_000 }).toBe(true);
  expect(practice.lines.join('\n')).toContain('the database is away');
  await practice.stop();
});

it('keeps two worlds apart: same accounts, other roles, other keys', async () => {
  const practice = await startTestPractice({ worldId: 'one', seed: 'small' });
  const other = worldOf(practice.url, 'two');
  await other.control('PUT', '', { seed: 'small' });
  const mine = await practice.admin(ACME.data);
  const theirs = await other.admin(ACME.data);
  await mine.iam.send(makeRole('only-here'));
  const look = new GetRoleCommand({ RoleName: 'only-here' });
  expect(await codeOf(mine.iam.send(look))).toBe('ok');
  expect(await codeOf(theirs.iam.send(look))).toBe('NoSuchEntityException');
  const log = await other.control<{ entries: unknown[] }>('GET', '/log');
  expect(log.entries).toHaveLength(1);
  await practice.stop();
});

it('gives a world asked for twice at once a single seed', async () => {
  const practice = await startTestPractice({ worldId: 'first', seed: 'small' });
  const twice = worldOf(practice.url, 'twice');
  await Promise.all([1, 2, 3].map(() => twice.control('PUT', '', { seed: 'small' })));
  const keys = await twice.actAs(rootArn(ACME.data));
  await twice.control('PUT', '', { seed: 'org' });
  const { sts } = clientsOf(practice.url, keys);
  expect(await codeOf(sts.send(new GetCallerIdentityCommand({})))).toBe('ok');
  await practice.stop();
});

it('puts the seed back on reset, and every key of before is void', async () => {
  const practice = await startTestPractice({ worldId: 'reset', seed: 'small' });
  const keys = await practice.actAs(rootArn(ACME.data));
  const before = clientsOf(practice.url, keys);
  await before.iam.send(makeRole('gone-by-reset'));
  await practice.control('POST', '/reset');
  const who = before.sts.send(new GetCallerIdentityCommand({}));
  expect(await codeOf(who)).toBe('InvalidClientTokenId');
  const { iam } = await practice.admin(ACME.data);
  const look = iam.send(new GetRoleCommand({ RoleName: 'gone-by-reset' }));
  expect(await codeOf(look)).toBe('NoSuchEntityException');
  await practice.stop();
});

it('forgets a world that was deleted, over a restart too', async () => {
  const store = memoryStore();
  const practice = await startTestPractice({ store, worldId: 'deleted', seed: 'small' });
  const keys = await practice.actAs(rootArn(ACME.data));
  await practice.control('DELETE', '');
  await expect(practice.control('GET', '')).rejects.toThrow('HTTP 404');
  await practice.stop();
  const again = await startTestPractice({ store, worldId: 'another', seed: 'small' });
  const { sts } = clientsOf(again.url, keys);
  expect(await codeOf(sts.send(new GetCallerIdentityCommand({})))).toBe(
    'InvalidClientTokenId',
  );
  await again.stop();
});
