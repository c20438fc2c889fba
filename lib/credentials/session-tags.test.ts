import { expect, it } from 'vitest';
import { sessionTagsOf } from './session-tags';

it('says by which request and for which ticket', () => {
  expect(sessionTagsOf({ id: 'r1', ticket: 'OPS-1' })).toEqual({
    'db-request': 'r1',
    'db-ticket': 'OPS-1',
  });
  expect(sessionTagsOf({ id: 'r1', ticket: ' ' })).toEqual({ 'db-request': 'r1' });
  expect(sessionTagsOf(null)).toBeNull();
});

it.each([
  ['OPS-1 (urgent)\n#2', 'OPS-1 -urgent---2'],
  ['Störung/42@prod', 'Störung/42@prod'],
  ['AWS:1', 'aws-1'],
  ['\u{1d7d8}'.repeat(300), '\u{1d7d8}'.repeat(256)],
])('writes the ticket %j as a tag that AWS takes', (ticket, expected) => {
  expect(sessionTagsOf({ id: 'r1', ticket })?.['db-ticket']).toBe(expected);
});
