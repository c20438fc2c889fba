import { describe, expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { CI, DATA, readings, TOOLING } from '../fakes/inventory';
import { actor } from '../fakes/people';
import { fakeVocabulary } from '../fakes/vocabulary';
import { checkPolicy } from './check-policy';
import { type PolicyCheck, PolicyText } from './policy-check';

const deps = { ...fakeConsole().deps, vocabulary: fakeVocabulary };

async function check(text: string, kind: PolicyText['kind'] = 'identity') {
  const result = await checkPolicy(deps, actor, { text, kind });
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}
const policy = (...Statement: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
const allow = (
  Action: unknown,
  Resource: unknown = 'arn:aws:s3:::logs/*',
  more = {},
) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const said = ({ findings }: PolicyCheck) =>
  findings.map(({ severity, line, message }) => [severity, line, message]);

it('has nothing to say about a good policy, and nothing about no text', async () => {
  expect(said(await check(policy(allow('s3:GetObject'))))).toEqual([]);
  expect(await check('  ')).toMatchObject({ findings: [], says: [] });
});

it('measures a trust policy by what its own account takes, white space not counted', async () => {
  const world = readings();
  Object.assign(world[DATA] ?? {}, { Summary: { AssumeRolePolicySizeQuota: 4096 } });
  const ports = { ...fakeConsole({ world }).deps, vocabulary: fakeVocabulary };
  const trusts = (at: number) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::999900001111:role/scanner${at}` },
    Action: 'sts:AssumeRole',
  });
  const text = policy(...Array.from({ length: 25 }, (_, at) => trusts(at)));
  const sizeIn = async (accountId?: string) => {
    const checked = await checkPolicy(
      ports,
      actor,
      PolicyText.parse({ text, kind: 'trust', accountId }),
    );
    if (!checked.ok) throw new Error(checked.error.kind);
    const { size, findings } = checked.value;
    return { ...size, isOver: findings.some(({ severity }) => severity === 'error') };
  };
  const used = JSON.stringify(JSON.parse(text)).length;
  expect(await sizeIn()).toMatchObject({ used, limit: 2048, isOver: true });
  expect(await sizeIn(DATA)).toMatchObject({ used, limit: 4096, isOver: false });
  expect(await sizeIn(TOOLING)).toMatchObject({ used, limit: 2048, isOver: true });
});

describe('what AWS would refuse is an error at its line', () => {
  it.each([
    [
      'a missing comma',
      '{\n  "Version": "2012-10-17"\n  "Statement": []\n}',
      3,
      'Expected ","',
    ],
    [
      'an effect in small letters',
      policy({ ...allow('s3:GetObject'), Effect: 'allow' }),
      5,
      'exactly "Allow"',
    ],
    [
      'a misspelt element',
      policy({ ...allow('s3:GetObject'), Actions: [] }),
      8,
      'Remove "Actions"',
    ],
    [
      'a key named twice',
      '{"Version":"2012-10-17",\n"Version":"2012-10-17",\n"Statement":[]}',
      2,
      'stands in this object before',
    ],
    [
      'a principal in permissions',
      policy({ ...allow('s3:GetObject'), Principal: '*' }),
      8,
      'Principal',
    ],
  ])('%s', async (_, text, line, words) => {
    const found = await check(text);
    expect(said(found)).toContainEqual(['error', line, expect.stringContaining(words)]);
  });

  it('a policy over its quota, whose other faults are said as well', async () => {
    const long = policy(
      allow(
        's3:GetObjct',
        Array.from({ length: 900 }, (_, at) => `arn:aws:s3:::b${at}/*`),
      ),
    );
    const found = await check(long);
    expect(found.size.used).toBeGreaterThan(found.size.limit);
    expect(said(found)).toEqual([
      ['error', 1, expect.stringContaining('10,240')],
      ['warning', 6, expect.stringContaining('Did you mean s3:GetObject?')],
    ]);
  });
});

describe('names that AWS does not have', () => {
  it.each([
    ['s3:GetObjct', 's3:GetObject', 'Amazon S3 has no action GetObjct.'],
    ['s3:getobjectalc', 's3:GetObjectAcl', 'Did you mean s3:GetObjectAcl?'],
    ['stts:AssumeRole', 'sts:AssumeRole', 'AWS has no service stts.'],
  ])('%s is mended to %s', async (written, name, words) => {
    const text = policy(allow(written, '*'));
    const [finding] = (await check(text)).findings;
    expect(finding).toMatchObject({ severity: 'warning', line: 6 });
    expect(finding?.message).toContain(words);
    const { from = 0, to = 0, insert = '' } = finding?.fix ?? {};
    expect(JSON.parse(text.slice(0, from) + insert + text.slice(to))).toEqual(
      JSON.parse(policy(allow(name, '*'))),
    );
  });

  it('a pattern that fits nothing, and a key that nobody knows', async () => {
    const Condition = {
      StringEquals: { 'aws:PrincipalOrgId2': 'o-1', 'token.example.com:sub': 'x' },
    };
    expect(
      said(await check(policy(allow('s3:Gett*', undefined, { Condition })))),
    ).toEqual([
      ['warning', 6, 'No action of Amazon S3 fits Gett*.'],
      [
        'warning',
        10,
        'AWS has no condition key aws:PrincipalOrgId2. Did you mean aws:PrincipalOrgID?',
      ],
    ]);
  });

  it('keys that end in a name of one’s own are known', async () => {
    const Condition = { StringEquals: { 'aws:ResourceTag/team': 'data' } };
    expect(
      said(await check(policy(allow('s3:GetObject', undefined, { Condition })))),
    ).toEqual([]);
  });
});

describe('what deserves a second look', () => {
  it.each([
    ['administrator access', allow('*', '*'), 'administrator access'],
    [
      'taking any role',
      allow('sts:AssumeRole', '*'),
      'every role that trusts the account',
    ],
    [
      'listing what is in a bucket',
      allow('s3:ListBucket'),
      's3:ListBucket works on a bucket (arn:',
    ],
    [
      'reading a bucket as if it were an object',
      allow('s3:GetObject', 'arn:aws:s3:::logs'),
      's3:GetObject works on an object',
    ],
  ])('%s', async (_, statement, words) => {
    const [finding] = (await check(policy(statement))).findings;
    expect(finding).toMatchObject({ severity: 'warning', line: 4 });
    expect(finding?.message).toContain(words);
  });

  it('says nothing of actions that find their resource beside others', async () => {
    const both = allow(
      ['s3:ListBucket', 's3:GetObject', 's3:ListAllMyBuckets'],
      ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
    );
    expect(said(await check(policy(both)))).toEqual([]);
  });

  it('a trust that anybody can use', async () => {
    const trust = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
    const found = await check(policy(trust), 'trust');
    expect(found.findings[0]).toMatchObject({ severity: 'warning', line: 4 });
    expect(found.size.limit).toBe(2048);
  });
});

it('counts as AWS counts: without white space', async () => {
  const text = policy(allow('s3:GetObject'));
  const { size } = await check(text);
  expect(size).toMatchObject({ used: text.replace(/\s/g, '').length, limit: 10_240 });
});

it('says what each part means, for the place where it stands', async () => {
  const text = policy(allow('s3:GetObject'));
  const { says } = await check(text);
  const at = text.indexOf('{', 1);
  expect(says).toContainEqual({
    at,
    words: 'Statement 1. Allows s3:GetObject on arn:aws:s3:::logs/*.',
  });
});

it('T8: takes what web pages add for what it is, and cleans it up', async () => {
  const text = `jsonCopy code${policy(allow('s3:GetObject'))}`;
  const { findings } = await check(text);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    severity: 'info',
    message:
      'The text came with the words "jsonCopy code" before the document. The console takes that out.',
    fix: { from: 0, to: text.length, insert: policy(allow('s3:GetObject')) },
  });
});

it.each([
  '{',
  '[]',
  'null',
  '"text"',
  '{"Statement":',
  '{"Statement":[1,null,{}]}',
  '\\',
])('finds something in %j and does not fail', async (text) => {
  expect((await check(text)).findings.length).toBeGreaterThan(0);
});

it('is for people who set access up', async () => {
  const viewer = { ...actor, role: 'viewer' as const };
  const result = await checkPolicy(deps, viewer, { text: '{}', kind: 'identity' });
  expect(result).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
});

describe('a principal that is not there', () => {
  const GONE = CI.replace('ci-deploy', 'ci-gone');
  const trust = (...AWS: string[]) =>
    policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });

  it('is an error at its line, as AWS would refuse the policy', async () => {
    const [finding, ...others] = (await check(trust(CI, GONE), 'trust')).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', line: 9 });
    expect(finding?.message).toMatch(
      /^role ci-gone does not exist in Tooling, as it was read at .*“Invalid principal in policy”/,
    );
  });

  it.each([
    ['an account that nobody read', 'arn:aws:iam::999988887777:role/theirs'],
    ['a whole account', `arn:aws:iam::${TOOLING}:root`],
    ['a session', `arn:aws:sts::${TOOLING}:assumed-role/nobody/x`],
  ])('is not claimed of %s', async (_, arn) => {
    const { findings } = await check(trust(arn), 'trust');
    expect(findings.filter(({ message }) => message.includes('not exist'))).toEqual([]);
  });
});
