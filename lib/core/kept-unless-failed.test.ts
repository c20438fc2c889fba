import { expect, it } from 'vitest';
import { keptUnlessFailed } from './kept-unless-failed';

it('asks once, and again where asking has failed', async () => {
  const asked: string[] = [];
  const lengthOf = keptUnlessFailed(async (key: string) => {
    asked.push(key);
    if (asked.length === 1) throw new Error('too many open files');
    return key.length;
  });
  await expect(Promise.all([lengthOf('one'), lengthOf('one')])).rejects.toThrow('files');
  expect(await Promise.all([lengthOf('one'), lengthOf('one')])).toEqual([3, 3]);
  expect(await lengthOf('three')).toBe(5);
  expect(asked).toEqual(['one', 'one', 'three']);
});
