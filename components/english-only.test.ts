import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import englishOnly from './english-only.mjs';

const packages = path.resolve(import.meta.dirname, '../node_modules');

/** The files in which React Aria lists what it says, by language. */
const tablesOf = (name: string): string[] => {
  const folder = path.join(packages, name, 'dist/private');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'intlStrings.mjs')
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
};

it('leaves English alone in every table of languages', () => {
  const tables = ['react-aria', 'react-aria-components', 'react-stately'].flatMap(
    tablesOf,
  );
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    expect(table).toContain('de-DE');
    const left = englishOnly(table);
    expect(left.match(/[a-z]{2}-[A-Z]{2}/g)).toEqual(['en-US', 'en-US']);
    expect(left).toMatch(/export \{\S+ as default\};/);
  }
});
