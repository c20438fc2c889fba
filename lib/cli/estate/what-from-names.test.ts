import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexCommand } from '../index-command';
import { reachCommand } from '../reach';
import { whoCanCommand } from '../who-can';
import { whyCommand } from '../why';
import {
  account,
  arnOf,
  DATA,
  role,
  SMALL_ESTATE,
  TOOLING,
  trusts,
} from './test-accounts';
import { folderOf, newFolder, run } from './test-folder';

const [CI, BY_ACCOUNT] = [arnOf(TOOLING, 'role/ci'), arnOf(DATA, 'role/by-account')];
const whoCan = (from: string, wanted = BY_ACCOUNT) =>
  run(whoCanCommand, wanted, '--from', from, '--json');
const told = (...errors: string[]) => ({ code: 2, out: [], errors });

const small = folderOf(SMALL_ESTATE);
const indexOf = async (from: string) => {
  const file = path.join(newFolder(), 'estate.index');
  expect(await run(indexCommand, '--from', from, '--out', file)).toEqual({
    code: 0,
    out: [],
    errors: [],
  });
  return file;
};

/** One account whose roles trust each other: all that a single file can tell. */
const alone = account({
  RoleDetailList: [
    role(DATA, 'door', { trust: trusts({ AWS: arnOf(DATA, 'role/guest') }) }),
    role(DATA, 'guest'),
  ],
});
const DOOR = arnOf(DATA, 'role/door');
const guestOnly = JSON.stringify({
  role: DOOR,
  answers: [
    { principal: arnOf(DATA, 'role/guest'), decision: 'allow', reason: 'allow-resource' },
  ],
});
const answered = { code: 0, out: [guestOnly], errors: [] };

const json = (value: unknown) => JSON.stringify(value, null, 2);
const encoded = account({
  RoleDetailList: alone.RoleDetailList.map((one) => ({
    ...one,
    AssumeRolePolicyDocument: encodeURIComponent(json(one.AssumeRolePolicyDocument)),
  })),
});
const bigEndian = Buffer.from(`\uFEFF${json(alone)}`, 'utf16le').swap16();

describe('what --from may name', () => {
  it.each<[string, string | Buffer]>([
    ['as the command line prints it', json(alone)],
    ['on one line', JSON.stringify(alone)],
    ['with the ends of lines of Windows', json(alone).replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${json(alone)}`],
    [
      'in UTF-16, as PowerShell writes it',
      Buffer.from(`\uFEFF${json(alone)}`, 'utf16le'),
    ],
    ['in UTF-16, its bytes the other way round', bigEndian],
    ['with documents as the API sends them', json(encoded)],
    ['with what the API puts around', json({ ...alone, IsTruncated: false, Marker: '' })],
    ['with null for what is not there', json({ ...alone, Policies: null })],
    ['without the lists that are empty', json({ RoleDetailList: alone.RoleDetailList })],
  ])('one account %s', async (_how, content) => {
    const inFolder = folderOf({ 'accounts/data.json': content });
    const flat = folderOf({ 'data.JSON': content, '._data.json': 'x', 'notes.txt': 'x' });
    for (const from of [inFolder, flat, path.join(flat, 'data.JSON')]) {
      expect(await whoCan(from, DOOR)).toEqual(answered);
    }
  });

  it('an entry that has null for what is not set', async () => {
    const roles = alone.RoleDetailList.map((one) => ({
      ...one,
      Tags: null,
      PermissionsBoundary: null,
      RolePolicyList: null,
    }));
    const from = folderOf({ 'accounts/a.json': { ...alone, RoleDetailList: roles } });
    expect(await whoCan(from, DOOR)).toEqual(answered);
  });

  it('a folder of account files beside their organization', async () => {
    const files = Object.entries(SMALL_ESTATE).map(([name, content]) => [
      path.basename(name),
      content,
    ]);
    const flat = folderOf(Object.fromEntries(files));
    expect(await whoCan(flat)).toEqual(await whoCan(small));
    expect(await run(whyCommand, CI, BY_ACCOUNT, '--from', flat)).toEqual(
      await run(whyCommand, CI, BY_ACCOUNT, '--from', small),
    );
  });

  it('a saved index, which says the same when it is made anew from itself', async () => {
    const first = await indexOf(small);
    const second = await indexOf(first);
    expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'));
    expect(await whoCan(second)).toEqual(await whoCan(small));
  });

  it('nothing that is not there', async () => {
    const from = path.join(newFolder(), 'nowhere');
    expect(await whoCan(from)).toEqual(told(`${from}: there is no such folder or file`));
  });

  it('no folder without accounts', async () => {
    const empty = newFolder();
    expect(await whoCan(empty)).toEqual(
      told(`${empty}: holds no account, that is no .json file`),
    );
    const emptyInside = folderOf({ 'accounts/readme.txt': 'x' });
    expect(await whoCan(emptyInside)).toEqual(
      told(`${emptyInside}/accounts: holds no account, that is no .json file`),
    );
  });

  it('no path that leads nowhere', async () => {
    const loop = path.join(newFolder(), 'loop');
    symlinkSync(loop, loop);
    expect(await whoCan(loop)).toEqual(told(`${loop}: cannot be read: ELOOP`));
    const long = path.join(newFolder(), 'x'.repeat(300));
    expect(await whoCan(long)).toEqual(told(`${long}: cannot be read: ENAMETOOLONG`));
  });

  it('no file about something else', async () => {
    const from = path.join(folderOf({ 'a.txt': 'hello' }), 'a.txt');
    expect(await whoCan(from)).toEqual(
      told(`${from}: line 1, column 1: Expected a value here.`),
    );
  });

  it('no index of another version, nor a part of one', async () => {
    const file = await indexOf(small);
    const text = readFileSync(file, 'utf8');
    const anew = 'is not an index of this version: make it anew with "drawbridge index"';
    for (const other of [text.replace(/index-\d+/, 'index-0'), text.slice(0, -9)]) {
      writeFileSync(file, other);
      expect(await whoCan(file)).toEqual(told(`${file}: ${anew}`));
      expect(await run(reachCommand, CI, '--from', file)).toEqual(
        told(`${file}: ${anew}`),
      );
    }
  });
});

describe('an index is written', () => {
  it('for its owner alone, of all that could be read', async () => {
    const from = folderOf({ ...SMALL_ESTATE, 'accounts/a.json': '{' });
    const file = path.join(newFolder(), 'estate.index');
    const { code, errors } = await run(indexCommand, '--from', from, '--out', file);
    expect({ code, lines: errors.length }).toEqual({ code: 2, lines: 1 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await whoCan(file)).toEqual(await whoCan(small));
  });

  it.each([
    ['.', 'cannot be written: it is a folder'],
    ['none/estate.index', 'there is no such folder'],
  ])('to no place like %s', async (name, what) => {
    const out = path.join(newFolder(), name);
    expect(await run(indexCommand, '--from', small, '--out', out)).toEqual(
      told(`${out}: ${what}`),
    );
  });
});
