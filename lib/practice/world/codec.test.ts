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

const organisation = buildSeed('org', {
  id: 'o',
  tag: 'BBBB',
  nowMs: Date.UTC(2026, 10, 1),
});

it('reads a world saved before devices, providers and reports had what they have now', () => {
  const saved = JSON.parse(encodeWorld(organisation));
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
  expect(decodeWorld(JSON.stringify(saved))).toEqual(organisation);
});
