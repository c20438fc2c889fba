import { expect, it } from 'vitest';
import { newAccessPath } from '@/lib/core/links';
import { readOffer } from './draft-offer';

const fields = { recipe: 'bucket-policy', bucket: 'app-logs', access: 'write' };
const fillOf = (path: string) =>
  new URL(path, 'http://localhost').searchParams.get('fill') ?? undefined;

it('reads the fields of a link back, and no others', () => {
  expect(readOffer(fillOf(newAccessPath(fields)))).toEqual(fields);
});

it.each([
  ['nothing', undefined],
  ['several', ['{}', '{}']],
  ['no JSON', '{'],
  ['an empty object', '{}'],
  ['a list', '[1]'],
  ['a text', '"who"'],
  ['a field that there is not', '{"who":"a","nonsense":"b"}'],
  ['a value that is none', '{"recipe":"nonsense"}'],
  ['a heap', JSON.stringify({ purpose: 'x'.repeat(4001) })],
])('takes no offer from %s', (_, text) => {
  expect(readOffer(text)).toBeNull();
});
