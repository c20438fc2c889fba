import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EstateOptions } from './estate-options';
import { makeEstate } from './make-estate';

/**
 * Writes an estate as a folder: `org.json`, `accounts/<account id>.json`, and
 * `sessions.json` when there are sessions.
 *
 * @throws Error when the folder already holds accounts: two estates in one would be neither
 */
export function writeEstate(folder: string, options: Partial<EstateOptions> = {}): void {
  const accounts = path.join(folder, 'accounts');
  if (existsSync(accounts) && readdirSync(accounts).length > 0) {
    throw new Error(`${accounts} is not empty. Name a new folder.`);
  }
  const estate = makeEstate(options);
  mkdirSync(accounts, { recursive: true });
  const write = (name: string, value: unknown) =>
    writeFileSync(path.join(folder, name), JSON.stringify(value));
  write('org.json', estate.org);
  if (estate.sessions.length > 0) write('sessions.json', estate.sessions);
  for (const { id, details } of estate.accounts()) {
    write(path.join('accounts', `${id}.json`), details);
  }
}
