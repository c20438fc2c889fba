import { expect, it } from 'vitest';
import { FIRST_PREVIOUS_HASH, hashOfActivity } from './activity-hash';

const at = new Date('2026-11-24T09:26:00.123Z');
const entry = {
  workspaceId: 'w1',
  actorId: 'u1',
  actorName: 'Mei',
  event: 'credentials.issued',
  outcome: 'ok',
  sentence: 'Mei took deploy in Prod for 1 h.',
  target: 'arn:aws:iam::777788889999:role/deploy',
  planId: null,
  details: { use: 'terminal', seconds: 3600 },
};

it('gives 64 hexadecimal digits that do not depend on the order of members', () => {
  const hash = hashOfActivity(entry, FIRST_PREVIOUS_HASH, 1, at);
  const shuffled = { ...entry, details: { seconds: 3600, use: 'terminal' } };
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOfActivity(shuffled, FIRST_PREVIOUS_HASH, 1, at)).toBe(hash);
});

it('keeps the hash it has always had, so that stored chains stay readable', () => {
  expect(hashOfActivity(entry, FIRST_PREVIOUS_HASH, 1, at)).toBe(
    'e4281cfb4b8b8f8eed55adc752ea62b4520df64563bb66b4038d4316119daf69',
  );
});

it.each([
  ['the sentence', { ...entry, sentence: 'Somebody else did.' }, FIRST_PREVIOUS_HASH, 1],
  ['a detail', { ...entry, details: { use: 'console' } }, FIRST_PREVIOUS_HASH, 1],
  ['the row before', entry, 'a'.repeat(64), 1],
  ['the place in the chain', entry, FIRST_PREVIOUS_HASH, 2],
])('changes with %s', (_what, other, previousHash, sequence) => {
  expect(hashOfActivity(other, previousHash, sequence, at)).not.toBe(
    hashOfActivity(entry, FIRST_PREVIOUS_HASH, 1, at),
  );
});

it('leaves out members that a store adds', () => {
  const stored = { ...entry, id: 'row-7', hash: 'x' };
  expect(hashOfActivity(stored, FIRST_PREVIOUS_HASH, 1, at)).toBe(
    hashOfActivity(entry, FIRST_PREVIOUS_HASH, 1, at),
  );
});
