import { expect, it } from 'vitest';
import { useTestDatabase } from './test-database';
import { newWorkspace } from './test-rows';

const database = useTestDatabase();

it('keeps the keys of each workspace apart, oldest first', async () => {
  const { issuerKeys } = database().stores;
  const [ours, theirs] = [await newWorkspace(database()), await newWorkspace(database())];
  const key = (workspaceId: typeof ours, kid: string, day: number) => ({
    workspaceId,
    kid,
    publicJwk: '{"kty":"RSA"}',
    sealedPrivateKey: `sealed ${kid}`,
    createdAt: new Date(Date.UTC(2026, 10, day)),
  });
  await issuerKeys.add(key(ours, 'late', 26));
  await issuerKeys.add(key(ours, 'early', 1));
  await issuerKeys.add(key(theirs, 'early', 1));
  expect(await issuerKeys.list(ours)).toEqual([
    key(ours, 'early', 1),
    key(ours, 'late', 26),
  ]);
  await issuerKeys.remove(ours, ['early']);
  expect((await issuerKeys.list(ours)).map(({ kid }) => kid)).toEqual(['late']);
  expect(await issuerKeys.list(theirs)).toHaveLength(1);
});
