import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { account, CI, DATA, readings, TOOLING } from './fakes/inventory';
import { preview } from './preview';
import { DraftFields } from './schema';

const GOOD = { who: CI, bucket: 'app-logs' };

async function previewOf(fields: Partial<DraftFields>, world = fakeConsole()) {
  const whole = { ...DraftFields.parse({}), ...fields };
  const view = await preview(world.deps, world.actor, { fields: whole });
  if (!view.ok) throw new Error(view.error.kind);
  return view.value;
}

it('claims nothing before it is told who and what', async () => {
  const view = await previewOf({});
  expect(view.missing).toEqual(['who', 'bucket']);
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge).toMatchObject({ deck: 'untested', locks: [] });
});

it('says what will hold, lock by lock, and shows the documents', async () => {
  const view = await previewOf({ ...GOOD, prefix: 'logs' });
  expect(view.bridge.sentence).toBe(
    'ci-deploy in Tooling can read app-logs/logs/* in Data.',
  );
  expect(view.bridge.locks.map(({ label, state }) => [label, state])).toEqual([
    ['role policy of ci-deploy', 'open'],
    ['trust policy of x-app-logs-reader', 'open'],
    ['permissions of x-app-logs-reader', 'open'],
  ]);
  expect(view.documents.map(({ title }) => title)).toEqual([
    'Trust policy of x-app-logs-reader',
    'Permissions of x-app-logs-reader',
    'AllowAssume-x-app-logs-reader on role ci-deploy',
  ]);
});

it('lets the sentence follow the verdict when something says no', async () => {
  const world = readings();
  world[DATA]?.Buckets?.splice(0, 1, {
    Name: 'app-logs',
    Region: 'eu-west-1',
    Policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['arn:aws:s3:::app-logs', 'arn:aws:s3:::app-logs/*'],
        },
      ],
    },
  });
  const view = await previewOf(GOOD, fakeConsole({ world }));
  expect(view.bridge.deck).toBe('denied');
  expect(view.bridge.sentence).toMatch(
    /^ci-deploy in Tooling cannot read app-logs in Data: /,
  );
  expect(view.bridge.locks[2]?.state).toBe('closed');
});

it('hangs the crossing on the guards that are asked for', async () => {
  const view = await previewOf({
    ...GOOD,
    who: `arn:aws:iam::${TOOLING}:user/anna`,
    requireMfa: true,
    requireExternalId: true,
    externalId: 'acme-42',
  });
  expect(view.bridge.deck).toBe('conditional');
  expect(view.bridge.sentence).toContain('MFA is present');
  expect(view.bridge.sentence).toContain('acme-42');
  expect(view.guards.map(({ field }) => field)).toEqual([
    'requireMfa',
    'requireExternalId',
  ]);
});

it('warns that a workload cannot show MFA', async () => {
  const view = await previewOf({ ...GOOD, requireMfa: true });
  expect(view.fieldWarnings.requireMfa).toContain('sessions of roles carry no MFA');
});

it('trusts the members of a group one by one', async () => {
  const view = await previewOf({ ...GOOD, who: `arn:aws:iam::${TOOLING}:group/ops` });
  expect(view.whoCount).toBe('2 members: anna, lee');
  expect(view.documents[0]?.json).toContain('user/anna');
  expect(view.documents[0]?.json).toContain('user/lee');
  expect(view.documents[2]?.title).toContain('on group ops');
});

it('counts who could come in when a whole account is trusted', async () => {
  const view = await previewOf({ ...GOOD, trustScope: 'account' });
  // ci-deploy by the policy that is added, and admin by its own.
  expect(view.whoCount).toBe('2 users and roles in Tooling whose own policies allow it');
  expect(view.bridge.sentence).toMatch(/^Anyone in Tooling whose own policies allow it/);
  expect(view.fieldWarnings.trustScope).toContain('not ci-deploy alone');
});

it('takes the external id that is missing for a gap, not for a mistake', async () => {
  const view = await previewOf({ ...GOOD, requireExternalId: true });
  expect(view.missing).toEqual(['externalId']);
  expect(view.fieldErrors).toEqual({});
});

it('cleans permissions that were pasted from a web page', async () => {
  const pasted = `jsonCopy code
{ “Version”: “2012-10-17”, “Statement”: [{ “Effect”: “Allow”,
  “Action”: “s3:GetObject”, “Resource”: “arn:aws:s3:::app-logs/*” }] }`;
  const view = await previewOf({ ...GOOD, access: 'custom', customPolicy: pasted });
  expect(view.fieldErrors).toEqual({});
  expect(view.cleaned).toEqual([
    'the words "jsonCopy code" before the document',
    'curly quotes',
  ]);
  expect(JSON.parse(view.documents[1]?.json ?? '').Statement[0].Action).toBe(
    's3:GetObject',
  );
  expect(view.bridge.deck).toBe('works');
});

it.each([
  ['not JSON', '{ "Version": ', 'JSON'],
  [
    'a trust policy',
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}]}',
    'Principal',
  ],
  [
    'a wrong effect',
    '{"Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}',
    'Effect',
  ],
])(
  'says at the field what is wrong with permissions that are %s',
  async (_, text, word) => {
    const view = await previewOf({ ...GOOD, access: 'custom', customPolicy: text });
    expect(view.fieldErrors.customPolicy).toContain(word);
  },
);

it('warns of permissions that reach beyond the bucket', async () => {
  const policy = (Action: string, Resource: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource }],
    });
  const admin = await previewOf({
    ...GOOD,
    access: 'custom',
    customPolicy: policy('*', '*'),
  });
  expect(admin.fieldWarnings.customPolicy).toContain('administrator');
  const other = 'arn:aws:s3:::metrics/*';
  const wide = await previewOf({
    ...GOOD,
    access: 'custom',
    customPolicy: policy('s3:*', other),
  });
  expect(wide.fieldWarnings.customPolicy).toContain(other);
});

it.each([
  ['a name that is only typed', 'ci-dep', 'Pick a user'],
  ['an account id', TOOLING, 'is an account'],
  ['an account id of 11 digits', '11112222333', 'this has 11'],
  ['an ARN with a short account', 'arn:aws:iam::1111:role/x', 'does not have 12 digits'],
  ['a session', `arn:aws:sts::${TOOLING}:assumed-role/ci-deploy/me`, 'role behind it'],
  ['the root of an account', `arn:aws:iam::${TOOLING}:root`, 'whole account'],
  ['a pattern', `arn:aws:iam::${TOOLING}:role/*`, 'pattern'],
  ['an account nobody knows', 'arn:aws:iam::999999999999:role/x', 'not known here'],
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
  ['capital letters', 'App-Logs', 'capital'],
  ['an underscore', 'app_logs', 'underscore'],
  ['two letters', 'ab', 'at least 3'],
  ['64 letters', 'a'.repeat(64), 'at most 63'],
  ['an IP address', '10.0.0.1', 'IP address'],
  ['a hyphen at the end', 'app-logs-', 'begins and ends'],
  ['a reserved form', 'xn--app', 'itself'],
  ['a bucket nobody owns', 'not-there', 'owns a bucket called not-there'],
  ['an ARN of another service', 'arn:aws:sqs:eu-west-1:1:q', 'not of S3'],
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

it('asks to read an account that was never read', async () => {
  const { [DATA]: data } = readings();
  const world = fakeConsole({ world: data ? { [DATA]: data } : {} });
  expect((await previewOf(GOOD, world)).fieldErrors.who).toContain('not been read');
});

it('asks twice when both sides are the same account', async () => {
  const view = await previewOf({ ...GOOD, who: `arn:aws:iam::${DATA}:role/Data-Reader` });
  expect(view.fieldWarnings.bucket).toContain('both in Data');
});

it('is not for somebody who may only look', async () => {
  const { deps, actor } = fakeConsole();
  const fields = DraftFields.parse({});
  expect(await preview(deps, { ...actor, role: 'viewer' }, { fields })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
