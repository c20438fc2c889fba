import { randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { buildSeed } from '../seed/build-seed';
import { clientsOf, codeOf, memoryStore, startTestPractice } from '../test-practice';
import { createBlobs } from './blobs';
import { createSaver } from './saver';

const LARGE = randomBytes(9 * 1024 * 1024);
const location = { Bucket: 'app-logs', Key: 'large' };

const blobNames = (states: Map<string, string>): string[] =>
  [...states].flatMap(([name, text]) => (name.includes(':blob:') && text ? [name] : []));

describe('the content of an object', () => {
  it('is not part of the saved world when it is large, and is there after a restart', async () => {
    const store = memoryStore();
    const first = await startTestPractice({ store, worldId: 'kept', seed: 'small' });
    const keys = await first.actAs(`arn:aws:iam::${ACME.data}:root`);
    const { s3 } = clientsOf(first.url, keys);
    await s3.send(new PutObjectCommand({ ...location, Body: LARGE }));
    await s3.send(new PutObjectCommand({ ...location, Key: 'small', Body: 'few' }));
    expect(blobNames(store.states)).toHaveLength(2);
    for (const [name, text] of store.states)
      if (!name.includes(':blob:')) expect(text.length).toBeLessThan(LARGE.length / 10);
    await first.stop();

    const second = await startTestPractice({ store, worldId: 'other', seed: 'small' });
    const after = clientsOf(second.url, keys).s3;
    const got = await after.send(new GetObjectCommand(location));
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(LARGE)).toBe(true);
    await second.stop();
  });

  it('leaves the store when another takes its place', async () => {
    const store = memoryStore();
    const practice = await startTestPractice({ store, seed: 'small' });
    const { s3 } = await practice.admin(ACME.data);
    await s3.send(new PutObjectCommand({ ...location, Body: LARGE }));
    await s3.send(new PutObjectCommand({ ...location, Body: 'few' }));
    await practice.stop();
    expect(blobNames(store.states)).toEqual([]);
  });

  it.each(['reset', 'removed'])('leaves the store when its world is %s', async (how) => {
    const store = memoryStore();
    const practice = await startTestPractice({ store, seed: 'small' });
    const { s3 } = await practice.admin(ACME.data);
    await s3.send(new PutObjectCommand({ ...location, Body: LARGE }));
    if (how === 'reset') await practice.control('POST', '/reset');
    else await practice.control('DELETE', '');
    await practice.stop();
    expect(blobNames(store.states)).toEqual([]);
  });

  it('that cannot be stored is not said to be there', async () => {
    const store = memoryStore();
    const save = async (name: string, text: string) => {
      if (name.includes(':blob:')) throw new Error('the disk is full');
      await store.save(name, text);
    };
    const practice = await startTestPractice({
      store: { load: store.load, save },
      seed: 'small',
    });
    const { s3 } = await practice.admin(ACME.data);
    const put = s3.send(new PutObjectCommand({ ...location, Body: LARGE }));
    expect(await codeOf(put)).toBe('InternalError');
    expect(await codeOf(s3.send(new GetObjectCommand(location)))).toBe('NoSuchKey');
    await practice.stop();
  });
});

it('keeps in memory only as many bytes as it may', async () => {
  const store = memoryStore();
  let loads = 0;
  const counting = {
    save: store.save,
    load: (name: string) => {
      loads += 1;
      return store.load(name);
    },
  };
  const world = buildSeed('small', { id: 'w', tag: 'AAAA', nowMs: 0 });
  const blobs = createBlobs(
    counting,
    createSaver(counting, () => {}),
    25,
  );
  const ids: string[] = [];
  for (const letter of ['a', 'b', 'c'])
    ids.push(await blobs.put(world, Buffer.from(letter.repeat(10))));
  const [a = '', b = '', c = ''] = ids;
  await blobs.get(world, b);
  await blobs.get(world, c);
  expect(loads).toBe(0);
  expect((await blobs.get(world, a)).toString()).toBe('a'.repeat(10));
  expect(loads).toBe(1);
  // the one that was not used for longest made room
  await blobs.get(world, c);
  expect(loads).toBe(1);
  await blobs.get(world, b);
  expect(loads).toBe(2);
});
