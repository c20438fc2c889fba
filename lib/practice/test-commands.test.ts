import { expect, it } from 'vitest';
import { isThere } from './test-commands';

const node = process.execPath;

it('takes a command that is slow to answer for one that is there', () => {
  expect(isThere(node, ['-e', 'setTimeout(() => {}, 60_000)'], 'not there', 50)).toBe(
    true,
  );
});

it('takes a command for absent that is not found, or that fails', () => {
  expect(isThere('no-such-command-at-all', [], 'as expected: not found')).toBe(false);
  expect(isThere(node, ['-e', 'process.exit(1)'], 'as expected: fails')).toBe(false);
});
