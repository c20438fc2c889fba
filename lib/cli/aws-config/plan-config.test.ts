import { describe, expect, it } from 'vitest';
import type { TakeableRole } from '../console/find-role';
import { planConfig } from './plan-config';

const BY = { server: 'https://console.example', command: 'node drawbridge.mjs' };

const role = (change: Partial<TakeableRole> = {}): TakeableRole => {
  const { accountId = '444455556666', roleName = 'data-read' } = change;
  return {
    roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    roleName,
    accountId,
    accountName: 'Data',
    region: 'eu-west-1',
    capSeconds: 3600,
    ...change,
  };
};
const deploy = role({
  roleName: 'deploy',
  accountId: '777788889999',
  accountName: 'Prod',
});

const planned = (
  text: string,
  roles: TakeableRole[],
  wish: { isAll: boolean; wishes: string[] } = { isAll: true, wishes: [] },
  endpointUrl: string | null = null,
) => planConfig(text, { roles, endpointUrl }, wish, BY);

function textOf(...asked: Parameters<typeof planned>): string {
  const plan = planned(...asked);
  if (!plan.ok) throw new Error(plan.error);
  return plan.value.text;
}

const BLOCK = `# drawbridge: begin
# by drawbridge configure for https://console.example
[profile Data/data-read]
credential_process = node drawbridge.mjs creds 444455556666/data-read --format process
region = eu-west-1
[profile Prod/deploy]
credential_process = node drawbridge.mjs creds 777788889999/deploy --format process
region = eu-west-1
# drawbridge: end
`;

describe('the profiles in a configuration file', () => {
  it('stand between two lines, by name, in whatever order the roles come', () => {
    expect(textOf('', [role(), deploy])).toBe(BLOCK);
    expect(textOf('', [deploy, role()])).toBe(BLOCK);
  });

  it('leave everything around them as it is, byte for byte', () => {
    const before = '# mine\n[default]\r\nregion=eu-west-1   \n\n\t; caf\xe9 \xff\n';
    const after = '\n[profile mine]\nrole_arn = x # note\n[sso-session s]';
    const text = `${before}# drawbridge: begin\nold\n# drawbridge: end\n${after}`;
    const next = textOf(text, [role(), deploy]);
    expect(next.startsWith(before)).toBe(true);
    expect(next.endsWith(`# drawbridge: end\r\n${after}`)).toBe(true);
    expect(next).not.toContain('old');
    expect(textOf(next, [role(), deploy])).toBe(next);
  });

  it('come after the last line, also where that has no end', () => {
    expect(textOf('[default]', [role(), deploy])).toBe(`[default]\n${BLOCK}`);
    expect(textOf('[default]\n', [role(), deploy])).toBe(`[default]\n${BLOCK}`);
  });

  it('name a program in a folder of any letters in UTF-8, and stay as they are', () => {
    const command = "node '/home/josé ’/drawbridge.mjs'";
    const ask = (text: string) =>
      planConfig(
        text,
        { roles: [role()], endpointUrl: null },
        { isAll: true, wishes: [] },
        { ...BY, command },
      );
    const plan = ask('');
    if (!plan.ok) throw new Error(plan.error);
    const { text } = plan.value;
    expect(Buffer.from(text, 'latin1').toString('utf8')).toContain(`${command} creds `);
    expect(ask(text)).toMatchObject({ value: { text } });
  });

  it('go with the roles that are gone, and the two lines with the last of them', () => {
    const text = `[default]\n${BLOCK}[profile x]\n`;
    expect(textOf(text, [deploy])).not.toContain('data-read');
    expect(textOf(text, [])).toBe('[default]\n[profile x]\n');
  });

  it('are joined by the ones that are asked for, and stay when none is', () => {
    const roles = [role(), deploy];
    const one = textOf('', roles, { isAll: false, wishes: ['Data/data-read'] });
    expect(one).not.toContain('deploy');
    expect(textOf(one, roles, { isAll: false, wishes: [deploy.roleArn] })).toBe(BLOCK);
    expect(textOf(BLOCK, roles, { isAll: false, wishes: [] })).toBe(BLOCK);
    expect(textOf(BLOCK, [deploy], { isAll: false, wishes: [] })).not.toContain('Data');
  });

  it('carry the endpoint of practice accounts, and never for real ones', () => {
    expect(textOf('', [role()], undefined, 'http://127.0.0.1:4566')).toContain(
      '# practice accounts\n[profile Data/data-read]\ncredential_process = node drawbridge.mjs creds 444455556666/data-read --format process\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:4566\n',
    );
    expect(textOf('', [role()])).not.toMatch(/practice|endpoint/);
  });

  it.each([
    ['[profile Data/data-read]', 'Data/data-read'],
    [' [ profile  "Data/data-read" ] ; mine', 'Data/data-read'],
  ])('leave out what %s is called already', (header, name) => {
    const text = `${header}\nregion = us-east-1\n`;
    const plan = planned(text, [role(), deploy]);
    expect(plan).toMatchObject({
      ok: true,
      value: {
        profilesTotal: 1,
        leftOut: [`${name}: another profile of the file has this name`],
      },
    });
    expect(textOf(text, [role(), deploy]).startsWith(text)).toBe(true);
  });

  it('are called by the account’s id where two accounts are called alike', () => {
    const other = role({ accountId: '111122223333' });
    const text = textOf('', [role(), other, deploy]);
    expect(text.match(/^\[.+\]$/gm)).toEqual([
      '[profile 111122223333/data-read]',
      '[profile 444455556666/data-read]',
      '[profile Prod/deploy]',
    ]);
  });

  it.each([
    ['Data & Co (EU)', 'Data-Co-EU/data-read'],
    ['Δεδομένα', '444455556666/data-read'],
    ['x]\n[default', 'x-default/data-read'],
  ])('are called after %j in letters that every client takes', (accountName, name) => {
    const text = textOf('', [role({ accountName })]);
    expect(text.match(/^\[.+\]$/gm)).toEqual([`[profile ${name}]`]);
  });

  it.each([
    { roleName: 'a;rm -rf ~' },
    { roleName: '$(id)' },
    { accountId: '4444 `id`' },
  ])('have no place for the hostile %j', (change) => {
    const roleArn = 'arn:aws:iam::444455556666:role/x';
    expect(planned('', [role({ ...change, roleArn })])).toEqual({
      ok: true,
      value: {
        text: '',
        lines: [],
        profilesTotal: 0,
        leftOut: [`${roleArn}: its name cannot be written there`],
      },
    });
  });

  it.each([
    '# drawbridge: begin\n',
    '# drawbridge: end\n',
    '# drawbridge: end\n# drawbridge: begin\n',
    `${BLOCK}${BLOCK}`,
  ])('are not written where nobody knows what is ours: %j', (text) => {
    expect(planned(text, [role()])).toMatchObject({
      error: expect.stringContaining('are not one pair'),
    });
  });

  it('are not written for a role that nobody may take, nor for none at all', () => {
    const ask = (...wishes: string[]) => planned('', [role()], { isAll: false, wishes });
    expect(ask('Data/nothing')).toMatchObject({
      error: 'you may not take Data/nothing. See: drawbridge roles',
    });
    expect(ask()).toMatchObject({ error: expect.stringContaining('--all') });
  });
});

it.each([
  'http://127.0.0.1:4566\n[default]\ncredential_process = evil',
  'http://127.0.0.1:4566 # and more',
  'file:///etc/passwd',
])('writes nothing for a console that names the endpoint %j', (endpoint) => {
  const refused = planned('', [], undefined, endpoint);
  expect(refused).toEqual({
    ok: false,
    error: 'the console names an endpoint that cannot be written there',
  });
});
