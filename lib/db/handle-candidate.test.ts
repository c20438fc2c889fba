import { expect, it } from 'vitest';
import { handleCandidate } from './handle-candidate';

it.each([
  ['mei', 1, 'mei'],
  ['Mei.Lee+aws', 1, 'mei-lee-aws'],
  ['José', 2, 'jose-2'],
  ['a', 1, 'usera'],
  ['', 3, 'user-3'],
  ['李', 1, 'user'],
  ['--x--y--', 1, 'x-y'],
  ['a-very-long-name-that-does-not-fit', 1, 'a-very-long-name-that-do'],
  ['a-very-long-name-that-does-not-fit', 12, 'a-very-long-name-that-12'],
])('makes of %j, try %i, the handle %s', (proposal, number, handle) => {
  expect(handleCandidate(proposal, number)).toBe(handle);
  expect(handle).toMatch(/^[a-z0-9-]{2,24}$/);
});
