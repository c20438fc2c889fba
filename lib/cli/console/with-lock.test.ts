import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../estate/test-folder';
import { withLock } from './with-lock';

it('does one thing at a time, of many that are asked for at once', async () => {
  const lock = path.join(newFolder(), 'below/lock');
  let doing = 0;
  const most = await Promise.all(
    Array.from({ length: 5 }, () =>
      withLock(lock, async () => {
        doing += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        const seen = doing;
        doing -= 1;
        return seen;
      }),
    ),
  );
  expect(most).toEqual([1, 1, 1, 1, 1]);
  expect(readdirSync(path.dirname(lock))).toEqual([]);
});

it('is given back when the work fails', async () => {
  const lock = path.join(newFolder(), 'lock');
  const failing = withLock(lock, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withLock(lock, async () => 'done')).toBe('done');
});

it('waits for nobody who is dead', async () => {
  const lock = path.join(newFolder(), 'lock');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(lock, String(pid));
  const later = new Date(Date.now() + 3_600_000); // its age alone would keep it
  utimesSync(lock, later, later);
  expect(await withLock(lock, async () => 'done')).toBe('done');
  expect(readdirSync(path.dirname(lock))).toEqual([]);
});

it('waits for nobody whose number something else has by now', async () => {
  const lock = path.join(newFolder(), 'lock');
  writeFileSync(lock, String(process.pid));
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(lock, longAgo, longAgo);
  expect(await withLock(lock, async () => 'done')).toBe('done');
});
