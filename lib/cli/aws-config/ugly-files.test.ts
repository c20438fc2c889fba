import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TakeableRole } from '../console/find-role';
import { newFolder } from '../estate/test-folder';
import { openConfig } from './config-file';
import { planConfig } from './plan-config';

const ROLE: TakeableRole = {
  roleArn: 'arn:aws:iam::444455556666:role/data-read',
  roleName: 'data-read',
  accountId: '444455556666',
  accountName: 'Data',
  region: 'eu-west-1',
  capSeconds: 3600,
};

const planned = (text: string) =>
  planConfig(
    text,
    { roles: [ROLE], endpointUrl: null },
    { isAll: true, wishes: [] },
    { server: 'https://console.example', command: 'node drawbridge.mjs' },
  );

/** Plans and writes as the command does, on a file that holds this text, a byte a letter. */
function configured(text: string) {
  const file = path.join(newFolder(), 'config');
  writeFileSync(file, text, 'latin1');
  return { file, ...write(file) };
}

function write(file: string) {
  const opened = openConfig(file);
  const plan = planned(opened.text);
  if (plan.ok && plan.value.text !== opened.text) opened.replace(plan.value.text);
  return { plan, text: readFileSync(file, 'latin1') };
}

const BEGIN = '# drawbridge: begin';
const END = '# drawbridge: end';
const OURS =
  /# drawbridge: begin\r?\n(?:(?!# drawbridge)[^\n]*\n)*# drawbridge: end\r?\n?/;
const OLD = `${BEGIN}\n[profile old]\nregion = x\n${END}\n`;
const BOM = '\xef\xbb\xbf';

describe('a file by hand is left byte for byte but for our lines', () => {
  it.each<[what: string, text: string]>([
    ['is empty', ''],
    ['is a few blank lines', '\n \n\t\n'],
    ['ends its lines as Windows does', '[default]\r\nregion = a\r\n'],
    ['ends its lines both ways', '[default]\r\nregion = a\n\r\n[profile b]\n'],
    ['begins with a byte order mark', `${BOM}[default]\nregion = a\n`],
    ['is indented by tabs', '[default]\n\tregion\t=\ta\t\n[profile\tb]\n\tregion = c\n'],
    [
      'has nested blocks, the last of all unfinished',
      '[profile b]\ns3 =\n  max_concurrent_requests = 20\n  addressing_style = path\n\ns3 =\n    ',
    ],
    ['names a section twice', '[profile b]\nregion = a\n[profile b]\nregion = c\n'],
    ['has no line end at last', '[default]\nregion = a'],
    ['ends in blanks', '[default]\nregion = a\n\n\n   '],
    ['holds bytes of no alphabet', '[default]\n# \xff\xfe\x80 caf\xe9\n'],
    ['has a section that is never closed', '[profile b\nregion = a\n'],
    ['talks of us in its own words', `# drawbridge: beginning\n${END}ing\n; ${BEGIN}\n`],
    ['talks of us in indented lines', `  ${BEGIN}\n[default]\n  ${END}\n`],
  ])('that %s', (_, before) => {
    const added = configured(before);
    expect(added.text.startsWith(before)).toBe(true);
    expect(added.text.slice(before.length)).toMatch(
      /^(?:\r?\n)?# drawbridge: begin\r?\n/,
    );
    expect(added.text).toContain('[profile Data/data-read]');
    expect(write(added.file).text).toBe(added.text);

    const replaced = configured(`${before}\n${OLD}${before}`);
    expect(replaced.text).not.toContain('[profile old]');
    expect(replaced.text.replace(OURS, '')).toBe(`${before}\n${before}`);
  });

  it('that is very large, and soon', () => {
    const many = Array.from(
      { length: 60_000 },
      (_, at) => `[profile p${at}]\nregion = a\ns3 =\n  addressing_style = path\n`,
    ).join('');
    const wide = `[profile ${'x '.repeat(500_000)}\n${' '.repeat(500_000)}[\n`;
    const { text } = configured(`${many}${OLD}${wide}`);
    expect(text.replace(OURS, '') === `${many}${wide}`).toBe(true);
  });
});

describe('a profile of somebody else with the name of ours is left, and ours left out', () => {
  it.each([
    '[profile Data/data-read]',
    '[profile\tData/data-read]\r',
    ' [ profile  "Data/data-read" ] # mine',
    "[profile 'Data/data-read']",
    `${BOM}[profile Data/data-read]`,
  ])('%j', (header) => {
    const before = `${header}\nregion = a\n`;
    const { plan, text } = configured(before);
    expect(text).toBe(before);
    expect(plan).toMatchObject({
      value: {
        leftOut: ['Data/data-read: another profile of the file has this name'],
      },
    });
  });
});

describe('a file is refused in one sentence, and nothing is changed', () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');
  it.each<[what: string, text: string, why: string]>([
    ['begin without end', `[default]\n${BEGIN}\nregion = a\n`, 'not one pair'],
    ['end without begin', `[default]\n${END}\nregion = a\n`, 'not one pair'],
    ['end before begin', `${END}\n[default]\n${BEGIN}\n`, 'not one pair'],
    ['two pairs', `${OLD}[default]\n${OLD}`, 'not one pair'],
    ['begin twice', `${BEGIN}\n${OLD}`, 'not one pair'],
    ['end twice', `${OLD}${END}`, 'not one pair'],
    ['begin behind a byte order mark', `${BOM}${OLD}`, 'not one pair'],
    ['UTF-16 with its mark', `\xff\xfe${utf16('[default]\n')}`, 'no text in UTF-8'],
    ['UTF-16 without it', utf16('[default]\nregion = a\n'), 'no text in UTF-8'],
  ])('%s', (_, before, why) => {
    const { file, plan, text } = configured(before);
    expect(plan).toEqual({ ok: false, error: expect.stringContaining(why) });
    expect(text).toBe(before);
    expect(readdirSync(path.dirname(file))).toEqual(['config']);
  });

  it('that is read-only, whoever runs the command', () => {
    const file = path.join(newFolder(), 'config');
    writeFileSync(file, '[default]\n');
    chmodSync(file, 0o444);
    expect(() => write(file)).toThrow(expect.objectContaining({ code: 'EACCES' }));
    expect(readFileSync(file, 'utf8')).toBe('[default]\n');
    expect(statSync(file).mode & 0o777).toBe(0o444);
    expect(readdirSync(path.dirname(file))).toEqual(['config']);
  });

  it('behind links that lead in a circle', () => {
    const folder = newFolder();
    symlinkSync('b', path.join(folder, 'a'));
    symlinkSync('a', path.join(folder, 'b'));
    expect(() => write(path.join(folder, 'a'))).toThrow(
      expect.objectContaining({ code: 'ELOOP' }),
    );
    expect(readdirSync(folder)).toEqual(['a', 'b']);
  });
});

it('links stay links, and lead where they led', () => {
  const folder = newFolder();
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('dotfile'), '[default]\n', { mode: 0o640 });
  symlinkSync('dotfile', at('link'));
  symlinkSync(at('link'), at('config'));
  write(at('config'));
  expect(lstatSync(at('config')).isSymbolicLink()).toBe(true);
  expect([readlinkSync(at('config')), readlinkSync(at('link'))]).toEqual([
    at('link'),
    'dotfile',
  ]);
  expect(readFileSync(at('dotfile'), 'utf8')).toContain('[profile Data/data-read]');
  expect(statSync(at('dotfile')).mode & 0o777).toBe(0o640);
});
