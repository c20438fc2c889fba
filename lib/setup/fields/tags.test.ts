import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOfTags, tagsOfLines } from './tag-lines';
import { resolveTags } from './tags';

const text = fc.string({ unit: fc.constantFrom('a', '=', ' ', ':', 'é', '"') });
const tag = fc.record({ key: text, value: text });

it('keeps rows as they are typed, empty ones too', () => {
  fc.assert(
    fc.property(fc.array(tag), (tags) => {
      expect(tagsOfLines(linesOfTags(tags))).toEqual(tags);
    }),
  );
  expect(linesOfTags([{ key: 'a\tb', value: 'c\nd' }])).toBe('a b\tc d');
});

it('leaves empty rows out, and takes a key that objects have of their own', () => {
  expect(resolveTags('\t\n__proto__\ta\n \t \nb\t')).toMatchObject({
    state: 'right',
    value: JSON.parse('{"__proto__":"a","b":""}'),
  });
});

it.each([
  ['Team\ta\nteam\tb', '“Team” and “team” are one key to AWS'],
  ['\tweb', 'The value “web” has no key.'],
  ['drawbridge:plan\tx', 'written by this console alone'],
  ['aws:x\ty', 'does not begin with aws:'],
])('says what is wrong with %j', (typed, words) => {
  expect(resolveTags(typed)).toMatchObject({
    state: 'wrong',
    message: expect.stringContaining(words),
  });
});
