import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iamCompare } from './iam-compare';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-compared-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Content = string | object;

async function compare(before: Content, after: Content, ...options: string[]) {
  const files = ['before.json', 'after.json'].map((name) => path.join(folder, name));
  for (const [at, content] of [before, after].entries()) {
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    await writeFile(files[at] ?? '', text);
  }
  return run(...files, ...options);
}

async function run(...args: string[]) {
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await iamCompare(args, {
    stdout: (line) => out.push(line),
    stderr: (line) => errors.push(line),
  });
  return { code, out, errors };
}

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource = '*') => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = (Action: string | string[], Resource = '*') => ({
  ...allow(Action, Resource),
  Effect: 'Deny',
});
const trust = (AWS: string | string[], more: object = {}) =>
  policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...more });

const VENDOR = '444455556666';
const asked = { Condition: { StringEquals: { 'sts:ExternalId': 'seven-bridges' } } };

describe('drawbridge iam compare', () => {
  it('finds that one document is another way of writing the other', async () => {
    const { code, out, errors } = await compare(
      trust([VENDOR, `arn:aws:iam::${VENDOR}:root`]),
      trust(`arn:aws:iam::${VENDOR}:root`),
    );
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toHaveLength(1);
    expect(out[0]).toMatch(/^They answer alike: \d+ questions asked\.$/);
  });

  it('says which question shows that they differ', async () => {
    const { code, out } = await compare(trust(VENDOR, asked), trust(VENDOR));
    expect(code).toBe(1);
    expect(out[0]).toMatch(/^They answer \d+ of \d+ questions differently\.$/);
    const says = out.slice(1).join('\n').replaceAll('\n  ', ' ').split('\n');
    expect(says[0]).toBe(
      `- sts:AssumeRole on the role, asked by somebody else of account ${VENDOR}: denied before, allowed after.`,
    );
  });

  it.each<[string, object, object, string]>([
    [
      'identity',
      policy(allow('s3:GetObject')),
      policy(allow('s3:Get*')),
      's3:GetObjectVersion on',
    ],
    [
      'boundary',
      policy(allow('s3:*')),
      policy(allow('s3:*'), deny('sts:AssumeRole')),
      'sts:AssumeRole on',
    ],
    [
      'session',
      policy(allow('s3:*')),
      policy(allow('s3:*'), deny('sqs:DeleteQueue')),
      'sqs:DeleteQueue on nothing in particular, asked by the session: allowed before, denied after.',
    ],
    [
      'scp',
      policy(allow('*')),
      policy(allow('*'), deny('organizations:LeaveOrganization')),
      'organizations:LeaveOrganization on nothing in particular, asked by a role of the account: allowed before, denied after.',
    ],
    [
      'rcp',
      policy({ ...deny('s3:PutObject'), Principal: '*' }),
      policy({ ...deny('s3:*Object'), Principal: '*' }),
      's3:GetObject on arn:aws:s3:::other',
    ],
    [
      'bucket',
      policy({ ...allow('s3:GetObject', 'arn:aws:s3:::ledger/*'), Principal: '*' }),
      policy({ ...allow('s3:*Object', 'arn:aws:s3:::ledger/*'), Principal: '*' }),
      's3:PutObject on arn:aws:s3:::ledger/',
    ],
    [
      'key',
      policy({ ...allow('kms:*'), Principal: { AWS: VENDOR } }),
      policy({ ...allow('kms:Decrypt'), Principal: { AWS: VENDOR } }),
      `kms:Encrypt on the key, asked by somebody else of account ${VENDOR}: allowed before, denied after.`,
    ],
  ])('compares documents of kind %s', async (kind, before, after, says) => {
    const told = await compare(before, after, '--kind', kind, '--json');
    expect(told.errors).toEqual([]);
    expect(told.code).toBe(1);
    const { differences, ...report } = JSON.parse(told.out.join(''));
    expect(report).toMatchObject({ kind, isEquivalent: false, isComplete: true });
    expect(differences.map((one: { says: string }) => one.says).join('\n')).toContain(
      says,
    );
    expect((await compare(before, before, '--kind', kind)).code).toBe(0);
  });

  it('finds one pattern more in a long list of a GitHub trust, and claims nothing it did not try', async () => {
    const subjects = (total: number) =>
      Array.from({ length: total }, (_, at) => `repo:acme/app-${at}:*`);
    const gitHub = (values: string[], more: object = {}) =>
      policy({
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${VENDOR}:oidc-provider/token.actions.githubusercontent.com`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringLike: { 'token.actions.githubusercontent.com:sub': values, ...more },
        },
      });
    for (const total of [4, 40]) {
      const { code, out } = await compare(
        gitHub(subjects(total)),
        gitHub(subjects(total + 1)),
      );
      expect(code).toBe(1);
      expect(out.join(' ')).toContain(`repo:acme/app-${total}:`);
    }
    const [first = '', ...rest] = subjects(40);
    const turned = await compare(gitHub(subjects(40)), gitHub([...rest, first]));
    expect(turned).toMatchObject({ code: 0, errors: [] });
    const many = subjects(140).map((value) => gitHub([value]).Statement[0] ?? {});
    const cut = await compare(policy(...many), policy(...many.toReversed()));
    expect(cut.code).toBe(1);
    expect(cut.out.join(' ')).toContain('There are more questions than were asked');
  });

  const PASSED = allow('iam:PassRole', `arn:aws:iam::${VENDOR}:role/app`);
  const differing: [string, string, object[], object[]][] = [
    [
      'a grant on the roles of a named account',
      'identity',
      [PASSED],
      [allow('iam:PassRole', `arn:aws:iam::${VENDOR}:role/*`)],
    ],
    [
      'a grant on what a second account has',
      'identity',
      [PASSED],
      [PASSED, allow('iam:PassRole', 'arn:aws:iam::111122223333:role/app')],
    ],
    [
      'a limit on what a named account has',
      'boundary',
      [allow('sqs:*')],
      [allow('sqs:*'), deny('sqs:*', `arn:aws:sqs:eu-west-1:${VENDOR}:jobs`)],
    ],
    [
      'a session on what a named account has',
      'session',
      [allow('sqs:*', `arn:aws:sqs:eu-west-1:${VENDOR}:jobs`)],
      [allow('sqs:*', `arn:aws:sqs:eu-west-1:${VENDOR}:job*`)],
    ],
    [
      'an organization on what a named account has',
      'scp',
      [allow('*')],
      [allow('*'), deny('sqs:*', `arn:aws:sqs:eu-west-1:${VENDOR}:jobs`)],
    ],
    [
      'a grant in China',
      'identity',
      [allow('s3:GetObject', 'arn:aws-cn:s3:::ledger/a')],
      [allow('s3:GetObject', 'arn:aws-cn:s3:::ledger/*')],
    ],
    [
      'an organization in GovCloud',
      'scp',
      [allow('*')],
      [allow('*'), deny('s3:*', 'arn:aws-us-gov:s3:::ledger/*')],
    ],
    [
      'a service that acts on the resources of another',
      'identity',
      [allow('ssm:StartSession', `arn:aws:ec2:eu-west-1:${VENDOR}:instance/i-1`)],
      [allow('ssm:StartSession', `arn:aws:ec2:eu-west-1:${VENDOR}:instance/*`)],
    ],
    [
      'every action on one resource more',
      'identity',
      [allow('*', `arn:aws:sqs:eu-west-1:${VENDOR}:jobs`)],
      [allow('*', `arn:aws:sqs:eu-west-1:${VENDOR}:job?`)],
    ],
    [
      'a key of a named account',
      'key',
      [{ ...allow('kms:Decrypt'), Principal: { AWS: VENDOR } }],
      [{ ...allow('kms:Decrypt'), Principal: { AWS: [VENDOR, '111122223333'] } }],
    ],
  ];
  it.each(differing)('tells %s apart', async (_what, kind, before, after) => {
    const told = await compare(policy(...before), policy(...after), '--kind', kind);
    expect(told).toMatchObject({ code: 1, errors: [] });
    expect(told.out[0]).toMatch(/^They answer \d+ of \d+ questions differently\.$/);
    const turned = [...after].reverse();
    const same = await compare(policy(...after), policy(...turned), '--kind', kind);
    expect(same).toMatchObject({ code: 0, errors: [] });
  });

  it('does not call documents alike that name more than it asks about', async () => {
    const inTwo = ['aws', 'aws-cn'].map((name) =>
      allow('s3:GetObject', `arn:${name}:s3:::ledger/*`),
    );
    const ofMany = Array.from({ length: 9 }, (_, at) =>
      allow('sqs:SendMessage', `arn:aws:sqs:eu-west-1:11112222333${at}:jobs`),
    );
    for (const statements of [inTwo, ofMany]) {
      const { code, out } = await compare(
        policy(...statements),
        policy(...statements.toReversed()),
      );
      expect(code).toBe(1);
      expect(out[1]).toBe(
        'There are more questions than were asked, so others may differ.',
      );
    }
  });

  it('says so when nothing could be asked', async () => {
    const nothing = (Sid: string) =>
      policy({ Sid, ...allow('s3:GetObject'), Principal: { AWS: VENDOR } });
    const told = await compare(nothing('One'), nothing('Two'), '--kind', 'key');
    expect(told).toMatchObject({ code: 1, out: ['No question could be asked.'] });
  });

  it('names file and place where a document stops being JSON, for both', async () => {
    const { code, out, errors } = await compare('{\n  "Version" "x"}', '{');
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/before\.json: line 2, column 13: /);
    expect(errors[1]).toMatch(/after\.json: line 1, column 2: /);
  });

  it('compares nothing that AWS would not take', async () => {
    const { code, errors } = await compare(
      trust(VENDOR),
      trust(VENDOR, { Effect: 'allow' }),
    );
    expect(code).toBe(2);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/after\.json: line 5: Set Effect to exactly/);
  });

  it.each([
    [[]],
    [['a']],
    [['a', 'b', 'c']],
    [['a', 'b', '--kind', 'vault']],
    [['a', 'b', '--yaml']],
  ])('says how it is used when called with %j', async (args) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(2);
    expect(errors[0]).toMatch(/^usage: drawbridge iam compare BEFORE AFTER/);
  });
});
