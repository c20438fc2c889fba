import { expect, it } from 'vitest';
import { seenAddress } from './seen-address';

const from = (address: string) => new Headers({ 'x-forwarded-for': address });

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['127.0.0.1', null],
  ['192.168.1.20', null],
  ['172.20.0.3', null],
  ['100.64.0.9', null],
  ['fd00::1', null],
  ['<script>', null],
  ['', null],
])('a person at %s is seen by AWS at %s', (address, expected) => {
  expect(seenAddress(from(address), false)).toBe(expected);
});

it('says where practice accounts see everybody', () => {
  expect(seenAddress(new Headers(), true)).toBe('127.0.0.1');
});
