import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
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
import { decodeHead } from './codec';
import type { LoggedCall } from './live-world';

const makeRole = (RoleName: string) =>
  new CreateRoleCommand({
    RoleName,
    AssumeRolePolicyDocument: documentOf(trustsService('ec2.amazonaws.com')),
  });

/** A store that tells which texts were saved. */
function watchedStore() {
  const store = memoryStore();
  const saved: string[] = [];
  const save = async (name: string, text: string) => {
    saved.push(name);
    await store.save(name, text);
  };
  return { ...store, save, saved };
}

const kindOf = (name: string): string => name.split(':').slice(2).join(':');

it('stores of a change the text of its account, and of no other', async () => {
  const store = watchedStore();
  const practice = await startTestPractice({ store, worldId: 'parts' });
  const { iam } = await practice.admin(ACME.data);
  store.saved.length = 0;
  await iam.send(makeRole('alone'));
  expect(store.saved.map(kindOf)).toEqual([`account:${ACME.data}`]);
  await practice.stop();
});

it('stores sessions apart, a text for some hundreds of them, and finds them again', async () => {
  const store = watchedStore();
  const first = await startTestPractice({ store, worldId: 'sessions', seed: 'small' });
  const writer = roleArn(ACME.data, 'data-writer');
  const keys = [];
  for (let count = 0; count < 250; count += 1) keys.push(await first.actAs(writer));
  store.saved.length = 0;
  keys.push(await first.actAs(writer));
  expect(store.saved.map(kindOf)).toEqual(['sessions:1']);
  await first.stop();
  const second = await startTestPractice({ store, worldId: 'sessions', seed: 'small' });
  for (const at of [0, 199, 200, 250]) {
    const { sts } = clientsOf(
      second.url,
      keys[at] ?? { accessKeyId: '', secretAccessKey: '' },
    );
    expect(await codeOf(sts.send(new GetCallerIdentityCommand({})))).toBe('ok');
  }
  await second.stop();
});

it('keeps the log over a restart, and counts on', async () => {
  const store = memoryStore();
  const first = await startTestPractice({ store, worldId: 'logged', seed: 'small' });
  const { iam } = await first.admin(ACME.data);
  await iam.send(makeRole('before'));
  await first.stop();
  const second = await startTestPractice({ store, worldId: 'logged', seed: 'small' });
  const again = await second.admin(ACME.data);
  await again.iam.send(new GetRoleCommand({ RoleName: 'before' }));
  const { entries } = await second.control<{ entries: LoggedCall[] }>('GET', '/log');
  expect(entries.map(({ seq, operation }) => [seq, operation])).toEqual([
    [1, 'CreateRole'],
    [2, 'GetRole'],
  ]);
  await second.stop();
});

it('leaves no text of a world that was deleted, and none of before a reset', async () => {
  const store = memoryStore();
  const practice = await startTestPractice({ store, worldId: 'reset', seed: 'small' });
  const { iam } = await practice.admin(ACME.data);
  await iam.send(makeRole('gone'));
  const other = worldOf(practice.url, 'deleted');
  await other.control('PUT', '', { seed: 'small' });
  await practice.control('POST', '/reset');
  await other.control('DELETE', '');
  await practice.stop();
  const left = [...store.states].filter(([, text]) => text !== '').map(([name]) => name);
  const tags = left
    .filter((name) => /:account:/.test(name))
    .map((name) => name.split(':')[1]);
  expect(new Set(tags).size).toBe(1);
  expect(left.filter((name) => name.startsWith('deleted'))).toEqual([]);
  expect([...store.states.values()].join()).not.toContain('role/gone');
});

it('opens a world that an earlier version saved in one text, and stores it in parts', async () => {
  const store = memoryStore();
  const first = await startTestPractice({ store, worldId: 'old', seed: 'small' });
  const keys = await first.actAs(rootArn(ACME.data));
  await first.stop();
  const head = decodeHead(store.states.get('old') ?? '');
  if (!head || !('head' in head)) throw new Error('The world has no head.');
  const parts = [...store.states].filter(([name]) => /:account:/.test(name));
  const saved = parts.map(([, text]) => JSON.parse(text));
  const {
    accountIds: _,
    sessionChunks: __,
    ...rest
  } = JSON.parse(store.states.get('old') ?? '').head;
  const accounts = { $map: saved.map(({ account }) => [account.id, account]) };
  const keyPairs = saved.flatMap((part) =>
    part.keys.map((key: { id: string }) => [key.id, key]),
  );
  for (const [name] of parts) store.states.delete(name);
  const world = { ...rest, accounts, keys: { $map: keyPairs } };
  store.states.set('old', JSON.stringify({ format: 1, world }));

  const second = await startTestPractice({ store, worldId: 'old', seed: 'small' });
  const { iam } = clientsOf(second.url, keys);
  await iam.send(makeRole('in-parts'));
  await second.stop();
  expect(JSON.parse(store.states.get('old') ?? '').format).toBe(2);

  const third = await startTestPractice({ store, worldId: 'old', seed: 'small' });
  const look = new GetRoleCommand({ RoleName: 'in-parts' });
  expect(await codeOf(clientsOf(third.url, keys).iam.send(look))).toBe('ok');
  await third.stop();
});
