import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ownCommand } from './own-command';

const wordsIn = (command: string | null) =>
  execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trim()
    .split('\n');

it.skipIf(process.platform === 'win32')(
  'is two words for a shell, whatever the folder is called',
  () => {
    for (const root of ['/opt/drawbridge', '/opt/my $(id) `x` &'])
      expect(wordsIn(ownCommand(root))).toEqual([
        process.execPath,
        `${root}/bin/drawbridge.mjs`,
      ]);
  },
);

it.each(['/opt/it’s mine', '/opt/a#b'])('can be written for %s', (root) => {
  expect(ownCommand(root)).toContain(root);
});

it.each(['/opt/a #b', '/opt/a ;b', "/opt/it's", '/opt/a"b', '/opt/a\nb'])(
  'cannot be written for %j',
  (root) => {
    expect(ownCommand(root)).toBeNull();
  },
);
