import { expect, it } from 'vitest';
import { buildSeed } from '../seed/build-seed';
import { decodeWorld, encodeWorld } from './codec';

const world = buildSeed('small', { id: 'w', tag: 'AAAA', nowMs: Date.UTC(2026, 10, 1) });

it('gives a world back as it was saved', () => {
  expect(decodeWorld(encodeWorld(world))).toEqual(world);
});

it('reads a world saved before accounts had instance profiles', () => {
  const saved = JSON.parse(encodeWorld(world));
  for (const [, account] of saved.world.accounts.$map) delete account.instanceProfiles;
  expect(decodeWorld(JSON.stringify(saved))).toEqual(world);
});

it('reads a world saved when buckets held whole objects and no settings', () => {
  const saved = JSON.parse(encodeWorld(world));
  for (const [, account] of saved.world.accounts.$map)
    for (const [, bucket] of account.buckets.$map) {
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
  expect(decodeWorld(JSON.stringify(saved))).toEqual(world);
});
