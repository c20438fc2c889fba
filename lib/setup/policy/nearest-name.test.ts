import { expect, it } from 'vitest';
import { nearestName } from './nearest-name';

const NAMES = ['GetObject', 'GetObjectAcl', 'PutObject', 'ListBucket'];

it.each([
  ['GetObjct', 'GetObject'],
  ['GteObject', 'GetObject'],
  ['getobject', 'GetObject'],
  ['ListBuckets', 'ListBucket'],
  ['PutObjectt', 'PutObject'],
  ['Decrypt', null],
  ['', null],
])('takes %s for %s', (typed, expected) => {
  expect(nearestName(typed, NAMES)).toBe(expected);
});
