import { expect, it } from 'vitest';
import { createSaver } from './saver';

function flakyStore() {
  const saved: [string, string][] = [];
  const broken = new Set<string>();
  const lines: string[] = [];
  const saver = createSaver(
    {
      load: async () => null,
      save: async (name, text) => {
        if (broken.has(name)) throw new Error(`${name} is away`);
        saved.push([name, text]);
      },
    },
    (line) => lines.push(line),
  );
  return { saver, saved, broken, lines };
}

it('stores what a text speaks of before the text', async () => {
  const { saver, saved } = flakyStore();
  saver.schedule('head', () => 'h', { after: (name) => name.startsWith('part') });
  saver.schedule('part:1', () => '1');
  saver.schedule('other', () => 'o', { delayMs: 60_000 });
  await saver.flushOne('head');
  expect(saved).toEqual([
    ['part:1', '1'],
    ['head', 'h'],
  ]);
  await saver.close();
  expect(saved.at(-1)).toEqual(['other', 'o']);
});

it('keeps a text back while what it speaks of cannot be stored', async () => {
  const { saver, saved, broken, lines } = flakyStore();
  broken.add('part:1');
  let isDone = false;
  const onStored = () => {
    isDone = true;
  };
  saver.schedule('part:1', () => '1');
  saver.schedule('head', () => 'h', {
    after: (name) => name.startsWith('part'),
    onStored,
  });
  await saver.flush();
  expect(saved).toEqual([]);
  expect(isDone).toBe(false);
  expect(lines.join('\n')).toContain('part:1 is away');
  broken.clear();
  await saver.flush();
  expect(saved.map(([name]) => name)).toEqual(['part:1', 'head']);
  expect(isDone).toBe(true);
  await saver.close();
});

it('stores the newest of what was scheduled, once', async () => {
  const { saver, saved } = flakyStore();
  const done: string[] = [];
  for (const text of ['a', 'b', 'c'])
    saver.schedule('one', () => text, { onStored: () => done.push(text) });
  await saver.close();
  expect(saved).toEqual([['one', 'c']]);
  expect(done).toEqual(['a', 'b', 'c']);
});
