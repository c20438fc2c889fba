import { afterEach, expect, it, vi } from 'vitest';
import { main } from './main';

afterEach(() => vi.restoreAllMocks());

it.each(['constructor', 'toString', 'nothing'])('knows no command %s', async (name) => {
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    said.push(String(line));
    return true;
  });
  expect(await main([name], { root: '/' })).toBe(2);
  expect(said.join('')).toMatch(new RegExp(`^drawbridge: there is no command ${name}\n`));
});
