import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { account, DATA, readings, TOOLING } from './fakes/inventory';
import { GOOD, previewOf } from './fakes/preview-of';

it.each([
  ['a name that is only typed', 'ci-dep', 'Pick a user'],
  ['an account ID of 11 digits', '11112222333', 'this has 11'],
  ['an ARN with a short account', 'arn:aws:iam::1111:role/x', 'does not have 12 digits'],
  ['a session', `arn:aws:sts::${TOOLING}:assumed-role/ci-deploy/me`, 'role behind it'],
  ['a pattern', `arn:aws:iam::${TOOLING}:role/*`, 'pattern'],
  [
    'a group of an account nobody knows',
    'arn:aws:iam::999999999999:group/x',
    'Name a user',
  ],
  ['another partition', `arn:aws-cn:iam::${TOOLING}:role/ci-deploy`, 'aws-cn'],
  ['somebody who is not there', `arn:aws:iam::${TOOLING}:role/none`, 'does not exist'],
  ['a group without members', `arn:aws:iam::${TOOLING}:group/nobody`, 'no members'],
  [
    'a role of Identity Center',
    `arn:aws:iam::${TOOLING}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x`,
    'permission set',
  ],
])('says at the field why %s cannot cross', async (_, who, word) => {
  const view = await previewOf({ ...GOOD, who });
  expect(view.fieldErrors.who).toContain(word);
});

it.each([
  ['an account ID', TOOLING, 'is an account'],
  ['the root of an account', `arn:aws:iam::${TOOLING}:root`, 'whole account'],
])('says at the field why %s is no workload', async (_, who, word) => {
  const view = await previewOf({
    ...GOOD,
    recipe: 'workload-bucket',
    workload: 'existing',
    who,
  });
  expect(view.fieldErrors.who).toContain(word);
});

it.each([
  ['capital letters', 'App-Logs', 'capital'],
  ['an underscore', 'app_logs', 'underscore'],
  ['two letters', 'ab', 'at least 3'],
  ['64 letters', 'a'.repeat(64), 'at most 63'],
  ['an IP address', '10.0.0.1', 'IP address'],
  ['a hyphen at the end', 'app-logs-', 'begins and ends'],
  ['a reserved form', 'xn--app', 'itself'],
  ['a bucket nobody owns', 'not-there', 'owns a bucket called not-there'],
  ['an ARN of another service', 'arn:aws:sqs:eu-west-1:1:q', 'not of S3'],
  ['a role', `arn:aws:iam::${DATA}:role/x/deploy`, 'deploy is a role, not a bucket'],
  ['an ARN of another partition', 'arn:aws-us-gov:s3:::app-logs', 'aws-us-gov'],
  ['an access point', `arn:aws:s3:eu-west-1:${DATA}:accesspoint/x`, 'access point'],
])('says at the field what is wrong with %s as a bucket', async (_, bucket, word) => {
  const view = await previewOf({ ...GOOD, bucket });
  expect(view.fieldErrors.bucket).toContain(word);
});

it.each([
  'app-logs',
  ' “app-logs” ',
  's3://app-logs',
  'arn:aws:s3:::app-logs',
  'arn:aws:s3:::app-logs/*',
  'https://app-logs.s3.eu-west-1.amazonaws.com/',
  'https://s3.console.aws.amazon.com/s3/buckets/app-logs?region=eu-west-1',
])('finds the bucket in %s', async (bucket) => {
  const view = await previewOf({ ...GOOD, bucket });
  expect(view.found).toEqual({
    bucket: 'app-logs',
    accountId: DATA,
    accountName: 'Data',
    region: 'eu-west-1',
    facts: [],
  });
  expect(view.bridge.right.title).toBe('app-logs');
});

it('takes the part of the bucket out of the address', async () => {
  const view = await previewOf({ ...GOOD, bucket: 's3://app-logs/logs/2026/' });
  expect(view.bridge.right.title).toBe('app-logs/logs/2026/*');
});

it.each([
  ['roleName', 'has space', 'letters'],
  ['roleName', 'path/name', 'without a path'],
  ['roleName', 'data-reader', 'already'],
  ['sessionSeconds', '60', '3,600'],
  ['sessionSeconds', '1h', '1 to 12 hours'],
  ['externalId', 'x', '2 to 1,224'],
  ['externalId', 'with space', 'letters'],
  ['prefix', 'lo*gs/x', 'how its keys begin'],
  ['reviewOn', '2026-02-30', '2026-11-24'],
  ['reviewOn', '2020-01-01', 'future'],
  ['description', 'x'.repeat(1001), '1,000'],
  ['description', 'tick ✓', '✓'],
] as const)('says at %s what is wrong with %s', async (field, text, word) => {
  const view = await previewOf({
    ...GOOD,
    requireExternalId: true,
    externalId: 'ok',
    [field]: text,
  });
  expect(view.fieldErrors[field]).toContain(word);
  expect(view.bridge).toMatchObject({ deck: 'untested' });
});

it('asks to connect an account that has no connection', async () => {
  const accounts = [
    { ...account(TOOLING, 'Tooling'), connection: null },
    { ...account(DATA, 'Data'), connection: null },
  ];
  const view = await previewOf(GOOD, fakeConsole({ accounts }));
  expect(view.fieldErrors.who).toContain('no connection');
  expect(view.fieldErrors.bucket).toContain('no connection');
});

it('takes somebody of an account nobody knows at their word, and says so', async () => {
  const view = await previewOf({ ...GOOD, who: 'arn:aws:iam::999999999999:role/a/x' });
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings.who).toContain('its owner runs that half');
  expect(view.who).toMatchObject({ name: 'x', accountId: '999999999999' });
  expect(view.bridge.deck).not.toBe('works');
});

it('asks to read an account that was never read', async () => {
  const { [DATA]: data } = readings();
  const world = fakeConsole({ world: data ? { [DATA]: data } : {} });
  expect((await previewOf(GOOD, world)).fieldErrors.who).toContain('not been read');
});

it('asks twice when both sides are the same account', async () => {
  const view = await previewOf({ ...GOOD, who: `arn:aws:iam::${DATA}:role/Data-Reader` });
  expect(view.fieldWarnings.bucket).toContain('both in Data');
});
