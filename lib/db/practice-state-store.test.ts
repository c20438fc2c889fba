import { expect, it } from 'vitest';
import { useTestDatabase } from './test-database';

const database = useTestDatabase();

it('keeps the newest text under a name, and no row for a name that has none', async () => {
  const { stores, prisma } = database();
  const { practiceStates } = stores;
  const name = 'world:AAAA:account:111122223333';
  expect(await practiceStates.load(name)).toBeNull();
  await practiceStates.save(name, '{"first":1}');
  await practiceStates.save(name, '{"second":"\\u0000"}');
  expect(await practiceStates.load(name)).toBe('{"second":"\\u0000"}');
  await practiceStates.save(name, '');
  expect(await practiceStates.load(name)).toBeNull();
  expect(await prisma.practiceWorld.count({ where: { id: name } })).toBe(0);
  await practiceStates.save(name, '');
});
