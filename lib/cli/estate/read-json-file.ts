import { readFileSync } from 'node:fs';
import { lineFinder } from '@/lib/iam/explain/policy-source';
import { readJson } from '@/lib/iam/explain/read-json';
import { sayFileError } from './say-file-error';

type Complain = (what: string) => void;

/** The JSON of a file; what is wrong, with its place, goes to `complain`. */
export function readJsonFile(
  file: string,
  complain: Complain,
): { value: unknown } | null {
  const text = readText(file, complain);
  return text === null ? null : parseJson(text, complain);
}

/** The value of a JSON text; the place of its first fault goes to `complain`. */
export function parseJson(text: string, complain: Complain): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    complain(sayFault(text));
    return null;
  }
}

/** The parser of the language tells no place for many faults, so they are sought again. */
function sayFault(text: string): string {
  const { fault } = readJson(text);
  if (!fault) return 'is not valid JSON';
  const { line, column } = lineFinder(text)(fault.at);
  return `line ${line}, column ${column}: ${fault.message}`;
}

const BYTE_ORDER_MARK = '\uFEFF';
/** What the bytes of a UTF-16 byte order mark look like to a reader of UTF-8. */
const UTF_16_MARK = '\uFFFD\uFFFD';

/** The text of a file, without the byte order mark that Windows tools put before it. */
export function readText(file: string, complain: Complain): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.startsWith(UTF_16_MARK)) return readUtf16(file);
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  } catch (error) {
    complain(sayFileError(error, 'read'));
    return null;
  }
}

/** PowerShell 5 writes what a command prints in UTF-16. */
function readUtf16(file: string): string {
  const bytes = readFileSync(file);
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
}
