import { readFileSync } from 'node:fs';

/** The JSON of a file; what is wrong, with its place, goes to `complain`. */
export function readJsonFile(
  file: string,
  complain: (what: string) => void,
): { value: unknown } | null {
  const text = readText(file, complain);
  if (text === null) return null;
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    complain(`${placeOf(text, error)}not valid JSON`);
    return null;
  }
}

export function readText(file: string, complain: (what: string) => void): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    complain(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`);
    return null;
  }
}

/** "line 3, column 7: ", as far as the parser tells. */
function placeOf(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  const at = position === undefined ? text.length : Number(position);
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: `;
}
