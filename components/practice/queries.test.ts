import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { exercisesQuery } from './queries';

const exercise = {
  id: 'open-trust',
  title: 'Open trust',
  hints: ['Look at the principal.'],
  checks: [{ says: 'Nobody else gets in', holds: false }],
  isSolved: false,
};
const askedFor = (body: unknown, status = 200) => {
  vi.stubGlobal('fetch', async () => Response.json(body, { status }));
  return new QueryClient().fetchQuery(exercisesQuery('/api'));
};
afterEach(() => vi.unstubAllGlobals());

it('follows the exercises as the console answers them', async () => {
  expect(await askedFor([exercise])).toEqual([exercise]);
});

it('does not take an answer for exercises that is none', async () => {
  await expect(askedFor([{ ...exercise, checks: null }])).rejects.toThrow(
    'The exercises could not be read.',
  );
  await expect(askedFor(null)).rejects.toThrow('The exercises could not be read.');
});

it('says what the console refused', async () => {
  await expect(askedFor({ detail: 'Sign in again.' }, 401)).rejects.toThrow(
    /^Sign in again\.$/,
  );
});
