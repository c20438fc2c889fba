import { expect, it } from 'vitest';
import { lookUp } from './look-up';

it('knows only the names that were written into the table', () => {
  const table: Record<string, number> = { read: 1, none: 0 };
  expect(lookUp(table, 'read')).toBe(1);
  expect(lookUp(table, 'none')).toBe(0);
  for (const name of ['write', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(lookUp(table, name)).toBeUndefined();
});
