import { expect, it } from 'vitest';
import { buildSeed } from '../seed/build-seed';
import { decodeAccount, decodeHead, encodeAccount, encodeHead } from './codec';
import { longTermKeys, makeKey } from './make-key';
import type { World } from './types';

const world = buildSeed('small', { id: 'w', tag: 'AAAA', nowMs: Date.UTC(2026, 10, 1) });
const [account] = world.accounts.values();
if (!account) throw new Error('The seed has no account.');
makeKey(world, {
  accountId: account.id,
  owner: { kind: 'user', userId: 'AIDAX' },
  createdAt: 1,
});

it('gives the head of a world back as it was saved', () => {
  const { accounts, keys, ...rest } = world;
  expect(decodeHead(encodeHead(world, [0, 3]))).toEqual({
    head: { ...rest, accountIds: [...accounts.keys()], sessionChunks: [0, 3] },
  });
  expect(keys.size).toBe(1);
});

it('gives every account back as it was saved, with its keys', () => {
  for (const one of world.accounts.values()) {
    const keys = longTermKeys(world, one.id);
    expect(decodeAccount(encodeAccount(one, keys))).toEqual({ account: one, keys });
  }
  expect(longTermKeys(world, account.id)).toHaveLength(1);
});

/** How a whole world was saved in one text, before it was saved in parts. */
const wholeText = (state: World): string =>
  JSON.stringify({ format: 1, world: state }, (_, value: unknown) =>
    value instanceof Map ? { $map: [...value] } : value,
  );

it('reads a world in one text, saved before accounts had instance profiles', () => {
  const saved = JSON.parse(wholeText(world));
  for (const [, one] of saved.world.accounts.$map) delete one.instanceProfiles;
  expect(decodeHead(JSON.stringify(saved))).toEqual({ whole: world });
});

it('reads an account saved before accounts had instance profiles', () => {
  const saved = JSON.parse(encodeAccount(account, []));
  delete saved.account.instanceProfiles;
  expect(decodeAccount(JSON.stringify(saved))).toEqual({ account, keys: [] });
});

it.each([null, '', '{}', '{"format":9}'])('finds no world in %j', (text) => {
  expect(decodeHead(text)).toBeNull();
});

it('reads accounts saved when buckets held whole objects and no settings', () => {
  for (const one of world.accounts.values()) {
    const saved = JSON.parse(encodeAccount(one, []));
    for (const [, bucket] of saved.account.buckets.$map) {
      for (const [, object] of bucket.objects.$map) {
        const { key, pieces, contentType, etag, modifiedAt } = object;
        const content = pieces[0].text;
        for (const member of Object.keys(object)) delete object[member];
        Object.assign(object, { key, content, contentType, etag, modifiedAt });
      }
      delete bucket.encryption;
      delete bucket.publicAccessBlock;
      delete bucket.ownership;
      delete bucket.uploads;
    }
    expect(decodeAccount(JSON.stringify(saved))).toEqual({ account: one, keys: [] });
  }
});

const organisation = buildSeed('org', {
  id: 'o',
  tag: 'BBBB',
  nowMs: Date.UTC(2026, 10, 1),
});

it('reads a world saved before devices, providers and reports had what they have now', () => {
  const saved = JSON.parse(wholeText(organisation));
  for (const [, account] of saved.world.accounts.$map) {
    for (const member of [
      'spareMfaDevices',
      'serviceUse',
      'accessJobs',
      'passwordPolicy',
    ])
      delete account[member];
    for (const provider of account.oidcProviders) delete provider.createdAt;
    for (const [, user] of account.users.$map)
      for (const device of user.mfaDevices) {
        delete device.enabledAt;
        delete device.tags;
      }
  }
  expect(decodeHead(JSON.stringify(saved))).toEqual({ whole: organisation });
});
