import { expect, it } from 'vitest';
import { LIST_HEIGHT_MAX, listSide } from './list-side';

it('opens below where the longest list has room, or where there is more of it', () => {
  expect(listSide({ top: 268, bottom: 306 }, 720)).toBe('bottom');
  expect(listSide({ top: 560, bottom: 598 }, 720)).toBe('top');
  expect(listSide({ top: 100, bottom: 138 }, 300)).toBe('bottom');
  const enough = { top: 900, bottom: 938 };
  expect(listSide(enough, 938 + LIST_HEIGHT_MAX + 18)).toBe('bottom');
  expect(listSide(enough, 938 + LIST_HEIGHT_MAX + 17)).toBe('top');
});
