import { lineFinder, policySource } from '@/lib/iam/explain/policy-source';
import { readJson } from '@/lib/iam/explain/read-json';
import { readText } from './estate/read-json-file';
import type { Io } from './io';

/** The text of a policy document; null, with one line that names file and place, when it is not JSON. */
export function readPolicy(file: string, { stderr }: Pick<Io, 'stderr'>): string | null {
  const read = readText(file, (what) => stderr(`${file}: ${what}`));
  if (read === null) return null;
  const text = policySource(read);
  const { fault } = readJson(text);
  if (!fault) return text;
  const { line, column } = lineFinder(text)(fault.at);
  stderr(`${file}: line ${line}, column ${column}: ${fault.message}`);
  return null;
}
