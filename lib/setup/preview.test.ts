import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { account, DATA, readings, TOOLING } from './fakes/inventory';
import { GOOD, previewOf } from './fakes/preview-of';
import { preview } from './preview';
import { DraftFields } from './schema';

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

it('1.5, 3.3, 4.5: trusts the members of a group one by one', async () => {
  const view = await previewOf({ ...GOOD, who: `arn:aws:iam::${TOOLING}:group/ops` });
  expect(view.whoCount).toBe('2 members: anna, lee');
  expect(view.documents[0]?.json).toContain('user/anna');
  expect(view.documents[0]?.json).toContain('user/lee');
  expect(view.documents[2]?.title).toContain('on group ops');
});

it('T7, 0.3: counts who could come in when a whole account is trusted', async () => {
  const view = await previewOf({ ...GOOD, trustScope: 'account' });
  // ci-deploy by the policy that is added, and admin by its own.
  expect(view.whoCount).toBe('2 users and roles in Tooling whose own policies allow it');
  expect(view.bridge.sentence).toMatch(/^Anyone in Tooling whose own policies allow it/);
  expect(view.fieldWarnings.trustScope).toContain('not ci-deploy alone');
});

it('takes the external ID that is missing for a gap, not for a mistake', async () => {
  const view = await previewOf({ ...GOOD, requireExternalId: true });
  expect(view.missing).toEqual(['externalId']);
  expect(view.fieldErrors).toEqual({});
});

it('T8: cleans permissions that were pasted from a web page', async () => {
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
  expect(admin.fieldErrors.requireEnd).toContain('has an end');
  const other = 'arn:aws:s3:::metrics/*';
  const wide = await previewOf({
    ...GOOD,
    access: 'custom',
    customPolicy: policy('s3:*', other),
  });
  expect(wide.fieldWarnings.customPolicy).toContain(other);
  expect(wide.fieldErrors).toEqual({});
});

it('is not for somebody who may only look', async () => {
  const { deps, actor } = fakeConsole();
  const fields = DraftFields.parse({});
  expect(await preview(deps, { ...actor, role: 'viewer' }, { fields })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});

function consoleWithCiPolicy(statement: Record<string, string>) {
  const world = readings();
  const ci = world[TOOLING]?.RoleDetailList.find(({ Arn }) => Arn === GOOD.who);
  if (!ci) throw new Error('The reading has no ci-deploy.');
  ci.RolePolicyList = [
    {
      PolicyName: 'AllowAssume-x-app-logs-reader',
      PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    },
  ];
  return fakeConsole({ world });
}

it('refuses what the plan would refuse: our Sid on a statement of somebody else', async () => {
  const foreign = {
    Sid: 'AssumeXAppLogsReader',
    Effect: 'Deny',
    Action: 's3:*',
    Resource: '*',
  };
  const view = await previewOf(GOOD, consoleWithCiPolicy(foreign));
  expect(view.fieldErrors.who).toBe(
    'Policy AllowAssume-x-app-logs-reader of role ci-deploy has the Sid AssumeXAppLogsReader on a statement that is not ours. Give that statement another Sid first.',
  );
  expect(view.bridge).toMatchObject({
    deck: 'untested',
    sentence: 'Correct the marked fields to see the verdict.',
  });
});

it('keeps what a policy of that name says already', async () => {
  const deny = { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' };
  const view = await previewOf(GOOD, consoleWithCiPolicy(deny));
  expect(view.bridge.deck).toBe('denied');
});

it('makes no crossing between partitions', async () => {
  const accounts = [
    account(TOOLING, 'Tooling'),
    { ...account(DATA, 'Data'), partition: 'aws-cn' as const },
  ];
  const view = await previewOf(GOOD, fakeConsole({ accounts }));
  expect(view.fieldErrors.bucket).toBe(
    'Tooling is in aws and Data in aws-cn. AWS lets nobody cross between partitions.',
  );
});
