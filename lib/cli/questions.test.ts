import { describe, expect, it } from 'vitest';
import { arnOf, DATA, SMALL_ESTATE, TOOLING } from './estate/test-accounts';
import { folderOf, run } from './estate/test-folder';
import { indexCommand } from './index-command';
import { reachCommand } from './reach';
import { whoCanCommand } from './who-can';
import { whyCommand } from './why';

const folder = folderOf(SMALL_ESTATE);
const [CI, BY_ACCOUNT] = [arnOf(TOOLING, 'role/ci'), arnOf(DATA, 'role/by-account')];
const FROM = ['--from', folder];

const USAGES = {
  'who-can': 'usage: drawbridge who-can ROLE_ARN --from DIR|FILE|INDEX [--json]',
  reach: 'usage: drawbridge reach PRINCIPAL --from DIR|FILE|INDEX [--json]',
  why: 'usage: drawbridge why PRINCIPAL ROLE_ARN --from DIR|FILE [--json]',
  index: 'usage: drawbridge index --from DIR|FILE --out FILE',
};
const COMMANDS = {
  'who-can': whoCanCommand,
  reach: reachCommand,
  why: whyCommand,
  index: indexCommand,
};
type Name = keyof typeof COMMANDS;

describe('a question that does not fit its command', () => {
  it.each<[Name, string[]]>([
    ['who-can', []],
    ['who-can', FROM],
    ['who-can', [BY_ACCOUNT]],
    ['who-can', [BY_ACCOUNT, CI, ...FROM]],
    ['who-can', [BY_ACCOUNT, '--from']],
    ['who-can', [BY_ACCOUNT, '--from', '']],
    ['who-can', [BY_ACCOUNT, '--form', folder]],
    ['who-can', [BY_ACCOUNT, ...FROM, '--json=yes']],
    ['who-can', [BY_ACCOUNT, ...FROM, '--out', 'x']],
    ['reach', FROM],
    ['reach', [CI, BY_ACCOUNT, ...FROM]],
    ['why', [CI, ...FROM]],
    ['why', [CI, BY_ACCOUNT]],
    ['why', [CI, BY_ACCOUNT, 'x', ...FROM]],
    ['index', FROM],
    ['index', ['--out', 'x']],
    ['index', [...FROM, '--out', 'x', '--json']],
    ['index', ['x', ...FROM, '--out', 'x']],
  ])('is answered with its usage: %s %j', async (name, args) => {
    expect(await run(COMMANDS[name], ...args)).toEqual({
      code: 2,
      out: [],
      errors: [USAGES[name]],
    });
  });

  it.each(Object.keys(COMMANDS) as Name[])('help is no fault: %s', async (name) => {
    for (const flag of ['--help', '-h']) {
      expect(await run(COMMANDS[name], flag)).toEqual({
        code: 0,
        out: [USAGES[name]],
        errors: [],
      });
    }
  });
});

const noRoleArn = (text: string) =>
  `"${text}" is no ARN of a role, like arn:aws:iam::111122223333:role/name`;
const noPrincipal = (text: string) =>
  `"${text}" is no ARN of a user, role or provider, and no service like ec2.amazonaws.com`;

describe('whom or what nobody collected', () => {
  it.each([
    ['by-account', noRoleArn('by-account')],
    [CI.replace(':role/', ':user/'), noRoleArn(arnOf(TOOLING, 'user/ci'))],
    ['arn:aws:s3:::bucket', noRoleArn('arn:aws:s3:::bucket')],
    [
      arnOf('444444444444', 'role/x'),
      'account 444444444444 was not read, and so not its roles',
    ],
    [arnOf(DATA, 'role/none'), `there is no role ${arnOf(DATA, 'role/none')}`],
    [
      arnOf(DATA, 'role/ops/By-Account'),
      `there is no role ${arnOf(DATA, 'role/ops/By-Account')}; did you mean ${BY_ACCOUNT}?`,
    ],
    [
      BY_ACCOUNT.replace('aws', 'aws-cn'),
      `there is no role ${BY_ACCOUNT.replace('aws', 'aws-cn')}; did you mean ${BY_ACCOUNT}?`,
    ],
  ])('is said of the role %s', async (role, what) => {
    const told = { code: 2, out: [], errors: [`${folder}: ${what}`] };
    for (const flags of [[], ['--json']]) {
      expect(await run(whoCanCommand, role, ...FROM, ...flags)).toEqual(told);
      expect(await run(whyCommand, CI, role, ...FROM, ...flags)).toEqual(told);
    }
  });

  it.each([
    ['ana', noPrincipal('ana')],
    [
      'token.actions.githubusercontent.com',
      noPrincipal('token.actions.githubusercontent.com'),
    ],
    [arnOf(TOOLING, 'group/engineers'), noPrincipal(arnOf(TOOLING, 'group/engineers'))],
    [
      arnOf(TOOLING, 'role/none'),
      `there is no user or role ${arnOf(TOOLING, 'role/none')}`,
    ],
    [
      arnOf(TOOLING, 'user/Ana'),
      `there is no user or role ${arnOf(TOOLING, 'user/Ana')}; did you mean ${arnOf(TOOLING, 'user/ana')}?`,
    ],
  ])('is said of the principal %s', async (principal, what) => {
    const told = { code: 2, out: [], errors: [`${folder}: ${what}`] };
    for (const flags of [[], ['--json']]) {
      expect(await run(reachCommand, principal, ...FROM, ...flags)).toEqual(told);
      expect(await run(whyCommand, principal, BY_ACCOUNT, ...FROM, ...flags)).toEqual(
        told,
      );
    }
  });

  it('does not keep a stranger from an answer', async () => {
    const foreign = CI.replace('aws', 'aws-cn');
    const { code, out } = await run(reachCommand, foreign, ...FROM, '--json');
    expect({ code, out }).toEqual({
      code: 0,
      out: [JSON.stringify({ principal: foreign, reachable: [] })],
    });
  });
});
