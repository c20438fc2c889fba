import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pastedLines, pastedScript } from './pasted';
import { quoteAnyShell } from './quote';

/** As a person has them open: what is pasted comes by standard input. */
const TERMINALS: [shell: string, args: string[]][] = [
  ['bash', ['--norc', '--noprofile', '-i']],
  ['zsh', ['-f', '-i']],
  ['fish', ['--no-config', '-i']],
];

const HARD = [
  "it's",
  'a\\nb',
  '\\',
  "\\'",
  '`id`',
  '$HOME',
  '"',
  '!!',
  '# x',
  '~',
  'é\\\\',
];

const printed = HARD.map((text) => `[${text}]`).join('\n');
const printAll = `printf '[%s]\\n' ${HARD.map(quoteAnyShell).join(' ')}`;

const isHere = (shell: string): boolean =>
  spawnSync(shell, ['-c', 'exit 0']).status === 0;

describe.each(TERMINALS)('what is pasted into a terminal of %s', (shell, args) => {
  const paste = (text: string) =>
    // Of its own accord a shell that is started here has a socket for its input, and fish reads none.
    spawnSync('sh', ['-c', ['cat |', shell, ...args].join(' ')], {
      input: `${text}\necho "left with $KEPT"\nexit\n`,
      encoding: 'utf8',
      env: { NODE_ENV: 'test', PATH: process.env['PATH'], HOME: '/', KEPT: 'its own' },
    });

  it.skipIf(!isHere(shell))('says words as they are, and takes a remark', () => {
    const { stdout, stderr } = paste(
      pastedLines(["# As ci-deploy: that's it", 'export GIVEN=1', printAll]),
    );
    expect(stdout).toContain(printed);
    expect(stderr).not.toMatch(/command not found|unknown command/i);
  });

  it.skipIf(!isHere(shell))('is one script, and stays open when it stops', () => {
    const { stdout, stderr } = paste(
      pastedScript([
        "# It's a script.",
        ...['set -e', 'export KEPT=changed', printAll, 'false', 'echo too far'],
      ]),
    );
    expect(stdout).toContain(printed);
    expect(stdout).not.toContain('too far');
    expect(stdout).toContain('left with its own');
    expect(stderr).not.toMatch(/command not found|unknown command/i);
  });
});
