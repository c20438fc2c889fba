import { expect, it } from 'vitest';
import { seal, sealingKey, unseal } from './seal';

const SECRET = 'a1'.repeat(32);
const key = sealingKey(SECRET, 'signing keys');

it('gives back what was sealed, and never seals the same text to the same bytes', () => {
  const [first, second] = [seal(key, 'one', 'private'), seal(key, 'one', 'private')];
  expect(first).not.toBe(second);
  expect([first, second].map((sealed) => unseal(key, 'one', sealed))).toEqual([
    'private',
    'private',
  ]);
  expect(Buffer.from(first, 'base64').toString('latin1')).not.toContain('private');
});

it('opens with no other key, for no other purpose, and not when one byte is another', () => {
  const sealed = seal(key, 'one', 'private');
  expect(unseal(sealingKey(SECRET, 'something else'), 'one', sealed)).toBeNull();
  expect(unseal(key, 'two', sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(unseal(key, 'one', bytes.toString('base64'))).toBeNull();
  expect(unseal(key, 'one', '')).toBeNull();
});
