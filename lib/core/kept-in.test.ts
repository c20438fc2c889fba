import { expect, it } from 'vitest';
import { keptBy } from './kept-by';
import { keptByObject } from './kept-by-object';
import { keptIn } from './kept-in';

it('writes an answer once, and reads it from then on', () => {
  const written: string[] = [];
  const answers = new Map<string, { value: number }>();
  const lengthOf = keptIn(
    {
      get: (key: string) => answers.get(key),
      set: (key, answer) => {
        written.push(key);
        answers.set(key, answer);
      },
    },
    (key) => key.length,
  );
  expect(['one', 'three', 'one', 'one'].map(lengthOf)).toEqual([3, 5, 3, 3]);
  expect(written).toEqual(['one', 'three']);
});

it.each([
  ['of a thing', keptBy],
  ['of an object', keptByObject],
])('works out once what is nothing, as an answer %s', (_, kept) => {
  let made = 0;
  const nothing = kept((_key: object) => {
    made += 1;
    return undefined;
  });
  const [one, other] = [{}, {}];
  expect([nothing(one), nothing(one), nothing(other)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(made).toBe(2);
});
