import { expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import {
  type WatchJob,
  watchAgain,
  watchKey,
  watchLater,
  watchNow,
  watchSaid,
} from './watch-job';

const PLAN = { workspaceId: WorkspaceId.parse('w1'), planId: 'p1' };

function secondsFrom(first: WatchJob | null): number[] {
  const seconds: number[] = [];
  for (let job = first; job && seconds.length < 20; job = watchAgain(job))
    seconds.push(job.afterSeconds);
  return seconds;
}

it('looks at once when the half is said to be run, then again ever more seldom, and leaves off', () => {
  expect(secondsFrom(watchSaid(PLAN, 0))).toEqual([
    0, 2, 4, 8, 16, 32, 64, 128, 256, 512,
  ]);
});

it('goes on looking every ten minutes otherwise, and once where a look was asked for', () => {
  expect(secondsFrom(watchLater(PLAN, 0)).slice(0, 9)).toEqual([
    10, 20, 40, 80, 160, 320, 600, 600, 600,
  ]);
  expect(secondsFrom(watchNow(PLAN))).toEqual([0]);
});

it('keeps each kind of look apart in the queue, so that none takes the place of another', () => {
  const kinds = [watchNow(PLAN), watchLater(PLAN, 3), watchSaid(PLAN, 3)];
  expect(kinds.map((job) => job && watchKey(job))).toEqual([
    'p1 now',
    'p1 later',
    'p1 said',
  ]);
});
