import path from 'node:path';

const PLAIN = /^[\w@%+=:,./-]+$/;
/** AWS clients end a line at these, or cannot be told where a word does. */
const UNSAYABLE = /[\r\n"']|\s[#;]/;

const quote = (word: string): string => {
  if (PLAIN.test(word)) return word;
  // Single quotes hold in a shell as in Python's shlex; Windows has only the double ones.
  return process.platform === 'win32' ? `"${word}"` : `'${word}'`;
};

/**
 * This program as a configuration file of AWS names it, by whole paths: it is run wherever the
 * client is. Null when a path cannot be written there.
 */
export function ownCommand(root: string): string | null {
  const words = [process.execPath, path.join(root, 'bin', 'drawbridge.mjs')];
  return words.some((word) => UNSAYABLE.test(word)) ? null : words.map(quote).join(' ');
}
