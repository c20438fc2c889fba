import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStateFile } from './state-file';

const scratch = mkdtempSync(path.join(tmpdir(), 'drawbridge-state-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function opened(name: string) {
  const state = openStateFile(path.join(scratch, name));
  if (!state) throw new Error(`${name} is no state file.`);
  return state;
}

it('gives back the last text of each name, over any number of openings', async () => {
  const first = opened('texts');
  await first.store.save('w', 'one');
  await first.store.save('w:é', 'ä\n3 w\nxyz');
  await first.store.save('w', 'two');
  await first.store.save('gone', 'x');
  await first.store.save('gone', '');
  first.close();
  const second = opened('texts');
  expect(await second.store.load('w')).toBe('two');
  expect(await second.store.load('w:é')).toBe('ä\n3 w\nxyz');
  expect(await second.store.load('gone')).toBeNull();
  expect(await second.store.load('never')).toBeNull();
  second.close();
});

it('drops replaced texts before they are the most of a large file', async () => {
  const state = opened('large');
  const text = 'x'.repeat(1_000_000);
  await state.store.save('other', 'stays');
  for (let count = 0; count < 60; count += 1)
    await state.store.save('w', `${count}${text}`);
  expect(statSync(path.join(scratch, 'large')).size).toBeLessThan(25_000_000);
  expect(statSync(path.join(scratch, 'large')).mode & 0o777).toBe(0o600);
  state.close();
  const again = opened('large');
  expect((await again.store.load('w'))?.slice(0, 3)).toBe('59x');
  expect(await again.store.load('other')).toBe('stays');
  again.close();
});

it('leaves a file of another kind alone, and makes an old one private', () => {
  const other = path.join(scratch, 'other');
  writeFileSync(other, 'something else', { mode: 0o644 });
  expect(openStateFile(other)).toBeNull();
  expect(statSync(other).mode & 0o777).toBe(0o644);
  const empty = path.join(scratch, 'empty');
  writeFileSync(empty, '', { mode: 0o644 });
  opened('empty').close();
  expect(statSync(empty).mode & 0o777).toBe(0o600);
});
