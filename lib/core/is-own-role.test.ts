import { expect, it } from 'vitest';
import { isOwnRole } from './is-own-role';

const at = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const ways = {
  readRoleArn: at('reads'),
  writeRoleArn: at('writes'),
  callerArn: 'arn:aws:sts::111122223333:assumed-role/comes-in/drawbridge',
};

it.each([
  ['reads', true],
  ['writes', true],
  ['ops/comes-in', true],
  ['comes', false],
])(
  'says of the role %s of an account whether the console comes in by it: %s',
  (name, is) => {
    expect(isOwnRole(at(name), ways)).toBe(is);
    expect(isOwnRole(at(name), null)).toBe(false);
  },
);
