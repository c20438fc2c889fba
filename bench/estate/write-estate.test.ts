import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeEstate } from './make-estate';
import { writeEstate } from './write-estate';

const OPTIONS = { accounts: 3, rolesPerAccount: 6, seed: 5 };
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'estate-'));
  folders.push(folder);
  return folder;
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('a written estate', () => {
  it('is the organization, a file an account, and the sessions', () => {
    const folder = newFolder();
    writeEstate(folder, OPTIONS);
    const { org, accounts, sessions } = makeEstate(OPTIONS);
    const read = (name: string): unknown =>
      JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    expect(read('org.json')).toEqual(org);
    expect(read('sessions.json')).toEqual(sessions);
    for (const { id, details } of accounts()) {
      expect(read(path.join('accounts', `${id}.json`))).toEqual(details);
    }
    expect(filesOf(folder)).toHaveLength(OPTIONS.accounts + 2);
  });

  it('is the same to the last byte when it is written again', () => {
    const [one, other] = [newFolder(), newFolder()];
    for (const folder of [one, other]) writeEstate(folder, { ...OPTIONS, oddities: 1 });
    expect(filesOf(one)).toEqual(filesOf(other));
    for (const name of filesOf(one)) {
      const [left, right] = [one, other].map((folder) =>
        readFileSync(path.join(folder, name), 'utf8'),
      );
      expect(left).toBe(right);
    }
  });

  it('does not mix with the accounts of another one', () => {
    const folder = newFolder();
    writeEstate(folder, OPTIONS);
    const before = filesOf(folder);
    expect(() => writeEstate(folder, { ...OPTIONS, seed: 6 })).toThrow('is not empty');
    expect(filesOf(folder)).toEqual(before);
  });
});
