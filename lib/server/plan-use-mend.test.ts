import {
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  GetKeyPolicyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { AccountId, PlanId } from '@/lib/core/ids';
import { diagnoseDenial } from '@/lib/inventory/diagnose-denial';
import { documentOf, roleArn, rootArn, userArn } from '@/lib/practice/seed/document';
import { exportPlan } from '@/lib/setup/export-plan';
import type { ExportFormat } from '@/lib/setup/export-schema';
import { planMend } from '@/lib/setup/mend/plan-mend';
import { findStanding } from '@/lib/setup/restore/find-standing';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld();
const BUILD = roleArn(TOOLING, 'ci-build');
const LEE = userArn(TOOLING, 'lee');
const READER = roleArn(DATA, 'data-read');

const own = (principal: object, action: string | string[], more = {}) => ({
  Sid: 'Own',
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: '*',
  ...more,
});
/** As somebody would have typed it: what a plan does not write keeps every byte. */
const typed = (...Statement: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement }, null, 3);
const DELEGATES = typed(own({ AWS: rootArn(DATA) }, 'kms:*'));
/** The account looks after the key and may not use it. */
const KEEPS = typed(
  own({ AWS: rootArn(DATA) }, ['kms:Put*', 'kms:Get*', 'kms:List*', 'kms:Describe*']),
);

/** A key that no bucket is encrypted with: no reading of the account has it. */
async function newKey(Policy: string): Promise<string> {
  const { kms } = await world().practice.admin(DATA);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const arn = KeyMetadata?.Arn ?? '';
  await kms.send(
    new PutKeyPolicyCommand({ KeyId: arn, Policy, BypassPolicyLockoutSafetyCheck: true }),
  );
  return arn;
}

/** A bucket with one object, encrypted by the key. */
async function newBucket(Bucket: string, key: string | null, Policy?: string) {
  const { s3 } = await world().practice.admin(DATA);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'in/a.txt', Body: 'a' }));
  if (Policy) await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  if (!key) return `arn:aws:s3:::${Bucket}/in/a.txt`;
  const byDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: key };
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }],
      },
    }),
  );
  const { s3: owner } = await world().practice.as(rootArn(DATA));
  await owner.send(new PutObjectCommand({ Bucket, Key: 'in/a.txt', Body: 'a' }));
  return `arn:aws:s3:::${Bucket}/in/a.txt`;
}

async function newBucketKey(name: string, Policy: string): Promise<string> {
  const key = await newKey(Policy);
  await newBucket(`x-of-${name}`, key);
  return key;
}

const readAgain = () =>
  world().deps.readAgain(world().actor.workspaceId, [TOOLING, DATA]);

async function keyPolicyOf(KeyId: string): Promise<string> {
  const { kms } = await world().practice.admin(DATA);
  return (await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy ?? '';
}

async function bucketPolicyOf(Bucket: string): Promise<string | null> {
  const { s3 } = await world().practice.admin(DATA);
  const read = s3.send(new GetBucketPolicyCommand({ Bucket }));
  return read.then(
    ({ Policy }) => Policy ?? '',
    () => null,
  );
}

async function may(
  accountId: string,
  RoleName: string,
  actions: string[],
  resource: string,
) {
  const { iam } = await world().practice.admin(accountId);
  const statement = { Effect: 'Allow', Action: actions, Resource: resource };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: `by-hand-${actions.join('-').replaceAll(':', '')}`,
      PolicyDocument: documentOf(statement as never),
    }),
  );
}

const mend = (who: string, action: string, resource: string) =>
  planMend(world().deps, world().actor, { who, action, resource });

const said = async (...asked: Parameters<typeof mend>) => {
  const answer = await mend(...asked);
  return answer.ok || !('message' in answer.error) ? '' : answer.error.message;
};

const stepsOf = async (planId: string) =>
  (await world().viewOf(planId)).steps.map(({ title }) => title);

async function inTurn<T, R>(all: T[], one: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of all) done.push(await one(item));
  return done;
}

/** The policy ends in a sum of the call, by which it is another for every call. */
const onCaller = (name: string, caller: string) =>
  expect.stringMatching(new RegExp(`^${name}-[0-9a-f]{8} on ${caller}$`));

const checksOf = async (planId: string) =>
  (await world().viewOf(planId)).proof?.checks.map(({ id, outcome }) => [id, outcome]);

/** What the doctor says of a message. */
async function diagnosed(message: string) {
  const question = { message, principal: '', action: '', resource: '' };
  const { deps, actor } = world();
  const { diagnosis } = worked(await diagnoseDenial(deps, actor, question));
  if (!diagnosis) throw new Error(message);
  return diagnosis;
}

const denial = (who: string, action: string, resource: string, why = '') =>
  `An error occurred (AccessDeniedException) when calling the Decrypt operation: User: ${who} is not authorized to perform: ${action} on resource: ${resource}${why}`;

it('adds both halves of the use of a key across accounts, proves them by a dry run, and puts every byte back', async () => {
  const key = await newBucketKey('both', DELEGATES);
  await readAgain();
  const { mendPlan } = await diagnosed(denial(CI, 'kms:Decrypt', key));
  expect(mendPlan).toEqual({
    who: CI,
    action: 'kms:Decrypt',
    resource: key,
    whyNot: null,
  });
  const { planId } = worked(await mend(CI, 'kms:Decrypt', key));
  const plan = await world().viewOf(planId);
  const id = key.split('/')[1];
  expect(plan).toMatchObject({
    isMend: true,
    title: `ci-deploy in Tooling may call kms:Decrypt on key ${id} in Data`,
    added: 2,
    changed: 0,
    removed: 0,
    warnings: [],
    losses: [],
    before: { deck: 'denied' },
    after: { deck: 'works' },
  });
  expect(await stepsOf(planId)).toEqual([
    onCaller(`DrawbridgeMayUse-${id}`, 'role ci-deploy'),
    `Key policy of ${id}`,
  ]);
  expect(plan.gains[0]).toMatchObject({
    who: { name: 'ci-deploy' },
    today: 'denied',
    after: 'works',
  });

  await world().applyAndRun(planId);
  const { state, proof } = await world().viewOf(planId);
  expect([state, await checksOf(planId)]).toEqual([
    'proven',
    [
      ['assume', 'works'],
      ['call-as-another', 'denied'],
    ],
  ]);
  expect(proof?.sentence).toBe(
    `ci-deploy in Tooling can call kms:Decrypt on key ${id} in Data.`,
  );
  const { Statement } = JSON.parse(await keyPolicyOf(key));
  expect(Statement).toHaveLength(2);
  expect(Statement[1]).toMatchObject({
    Sid: expect.stringMatching(/^RoleCiDeployOf\d{12}KmsDecrypt[0-9a-f]{8}$/),
    Principal: { AWS: CI },
    Action: 'kms:Decrypt',
    Resource: '*',
  });
  await readAgain();
  expect(await mend(CI, 'kms:Decrypt', key)).toMatchObject({
    error: { kind: 'already_so' },
  });

  for (const format of ['terraform', 'bash', 'json'] as const)
    expect(await exported(planId, format)).toContain('KmsDecrypt');
  await world().undoAndRun(planId, 'ci-deploy');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await keyPolicyOf(key)).toBe(DELEGATES);
  expect((await world().standing(planId))[0]).toBeNull();
});

async function exported(planId: string, format: ExportFormat): Promise<string> {
  const { deps, actor, practice } = world();
  const ports = { ...deps, practiceWorlds: { url: practice.url } };
  const asked = { id: planId as PlanId, account: DATA as AccountId, format };
  return worked(await exportPlan(ports, actor, asked)).text;
}

it('within one account adds the one half that counts: the key’s where it keeps the say to itself', async () => {
  const [kept, delegated] = [await newKey(KEEPS), await newKey(DELEGATES)];
  await readAgain();
  const byKey = worked(await mend(READER, 'kms:GenerateDataKey', kept)).planId;
  expect(await stepsOf(byKey)).toEqual([`Key policy of ${kept.split('/')[1]}`]);
  const byRole = worked(await mend(READER, 'kms:Encrypt', delegated)).planId;
  expect(await stepsOf(byRole)).toEqual([
    onCaller(`DrawbridgeMayUse-${delegated.split('/')[1]}`, 'role data-read'),
  ]);
  for (const planId of [byKey, byRole]) {
    await world().applyAndRun(planId);
    expect((await world().viewOf(planId)).state).toBe('proven');
    await world().undoAndRun(planId, 'data-read');
  }
  expect(await keyPolicyOf(kept)).toBe(KEEPS);
  expect(await keyPolicyOf(delegated)).toBe(DELEGATES);
});

it('adds what reading an object takes, of the bucket and of its key by way of S3 alone', async () => {
  const key = await newKey(DELEGATES);
  const policy = typed(
    own({ AWS: rootArn(DATA) }, 's3:ListBucket', { Resource: 'arn:aws:s3:::x-sealed' }),
  );
  const object = await newBucket('x-sealed', key, policy);
  await readAgain();
  const found = await diagnosed(
    `${denial(LEE, 's3:GetObject', `"${object}"`)} because no identity-based policy allows the s3:GetObject action`,
  );
  expect(found.mendPlan).toMatchObject({ action: 's3:GetObject', whyNot: null });
  expect(
    found.mends.map(({ statement }) => JSON.parse(statement ?? '{}').Action),
  ).toEqual(['s3:GetObject', 's3:GetObject', 'kms:Decrypt', 'kms:Decrypt']);
  const { planId } = worked(await mend(LEE, 's3:GetObject', object));
  expect(await stepsOf(planId)).toEqual([
    onCaller('DrawbridgeMayUse-x-sealed', 'user lee'),
    `Key policy of ${key.split('/')[1]}`,
    'Bucket policy of x-sealed',
  ]);
  await world().applyAndRun(planId);
  expect([(await world().viewOf(planId)).state, await checksOf(planId)]).toEqual([
    'proven',
    [
      ['assume', 'works'],
      ['call-as-another', 'denied'],
    ],
  ]);
  const ours = JSON.parse(await keyPolicyOf(key)).Statement[1];
  expect(ours).toMatchObject({
    Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  });
  for (const format of ['terraform', 'bash', 'json'] as const)
    expect(await exported(planId, format)).toContain('S3GetObject');
  await world().undoAndRun(planId, 'lee');
  expect(await keyPolicyOf(key)).toBe(DELEGATES);
  expect(await bucketPolicyOf('x-sealed')).toBe(policy);
});

it('finds the key where S3 alone says that access is denied and the bucket lets the caller in, and adds all it takes by way of S3 alone', async () => {
  const key = await newKey(DELEGATES);
  const object = await newBucket('x-locked', key);
  const { kms } = await world().practice.admin(DATA);
  await kms.send(new PutKeyPolicyCommand({ KeyId: key, Policy: KEEPS }));
  await may(DATA, 'data-writer', ['s3:PutObject'], object);
  await readAgain();
  const question = {
    message:
      'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    principal: roleArn(DATA, 'data-writer'),
    action: 's3:PutObject',
    resource: object,
  };
  const { deps, actor } = world();
  const { diagnosis } = worked(await diagnoseDenial(deps, actor, question));
  expect(diagnosis).toMatchObject({ deck: 'denied', refusingId: 'resource' });
  expect(diagnosis?.sentence).toContain('may not call kms:Decrypt on key/');
  const { principal: who, action, resource } = question;
  expect(diagnosis?.mendPlan).toEqual({ who, action, resource, whyNot: null });
  const ofKey = ['kms:Decrypt', 'kms:GenerateDataKey'].map((Action) => ({
    Effect: 'Allow',
    Principal: { AWS: who },
    Action,
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  }));
  const told = diagnosis?.mends.map(({ statement }) => JSON.parse(statement ?? '{}'));
  expect(told).toEqual(ofKey);

  const { planId } = worked(await mend(who, action, resource));
  const plan = await deps.plans.find(actor.workspaceId, planId);
  expect(plan?.steps.map(({ title }) => title)).toEqual([
    `Key policy of ${key.split('/')[1]}`,
  ]);
  const [, ...planned] = JSON.parse(plan?.steps[0]?.after ?? '{}').Statement;
  expect(planned).toEqual(ofKey.map((one) => ({ Sid: expect.any(String), ...one })));
});

it('makes the first policy of a bucket, and leaves it with none again', async () => {
  const object = await newBucket('x-bare', null);
  await may(TOOLING, 'ci-build', ['s3:GetObject'], object);
  await readAgain();
  const { planId } = worked(await mend(BUILD, 's3:GetObject', object));
  expect(await stepsOf(planId)).toEqual(['Bucket policy of x-bare']);
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  for (const format of ['terraform', 'cloudformation', 'bash', 'json'] as const)
    expect(await exported(planId, format)).toContain('S3GetObject');
  await world().undoAndRun(planId, 'ci-build');
  expect(await bucketPolicyOf('x-bare')).toBeNull();
});

it('tries no write, and says so: the engine’s word is all that there is', async () => {
  const object = await newBucket('x-written', null);
  await readAgain();
  const { planId } = worked(await mend(BUILD, 's3:PutObject', object));
  await world().applyAndRun(planId);
  const { state, proof } = await world().viewOf(planId);
  expect(state).toBe('applied');
  expect(proof?.sentence).toContain(
    'a test would put something in the place of x-written/in/a.txt. By evaluation: it works',
  );
});

it('writes nothing where the key’s policy has changed since the plan was made', async () => {
  const key = await newKey(DELEGATES);
  await readAgain();
  const { planId } = worked(await mend(LEE, 'kms:Decrypt', key));
  const { kms } = await world().practice.admin(DATA);
  const changed = typed(own({ AWS: rootArn(DATA) }, 'kms:*', { Sid: 'Other' }));
  await kms.send(new PutKeyPolicyCommand({ KeyId: key, Policy: changed }));
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('stopped');
  expect(await keyPolicyOf(key)).toBe(changed);
});

it('plans nothing where a denial or a boundary would refuse still, and lists it all', async () => {
  const denies = typed(own({ AWS: rootArn(DATA) }, 'kms:*'), {
    ...own({ AWS: LEE }, 'kms:Decrypt'),
    Sid: 'Never',
    Effect: 'Deny',
  });
  const shut = await newBucketKey('shut', denies);
  const key = await newBucketKey('open', DELEGATES);
  await readAgain();
  expect(await said(LEE, 'kms:Decrypt', shut)).toMatch(/^No statement alone lets lee/);
  expect((await diagnosed(denial(LEE, 'kms:Decrypt', shut))).mendPlan).toBeNull();

  const { iam } = await world().practice.admin(TOOLING);
  await iam.send(
    new PutRolePermissionsBoundaryCommand({
      RoleName: 'ci-build',
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    }),
  );
  await readAgain();
  expect(await said(BUILD, 'kms:Decrypt', key)).toMatch(/AWS would refuse\. .*boundary/);
  const { mendPlan, mends } = await diagnosed(denial(BUILD, 'kms:Decrypt', key));
  expect(mendPlan?.whyNot).toMatch(/even with what is missing .*boundary/);
  expect(mends.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('resource policy'),
    expect.stringContaining('policy of the caller'),
    expect.stringContaining('permissions boundary of the caller'),
  ]);

  expect(await said(CI, 'sqs:SendMessage', `arn:aws:sqs:us-east-1:${DATA}:q`)).toContain(
    'one bucket, object or key',
  );
  expect(await said(CI, 's3:GetObject', 'arn:aws:s3:::app-logs/*')).toContain('only');
  expect(await said(roleArn(TOOLING, 'nobody'), 'kms:Decrypt', key)).toContain(
    'not in the latest reading',
  );
});

it.each([
  'kms:PutKeyPolicy',
  'kms:CreateGrant',
  'kms:ScheduleKeyDeletion',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutBucketPublicAccessBlock',
])(
  'gives nobody %s, by which who may use a bucket or a key is changed',
  async (action) => {
    const resource = action.startsWith('kms:')
      ? await newBucketKey(action.slice(4).toLowerCase(), DELEGATES)
      : `arn:aws:s3:::app-logs${action.includes('Object') ? '/logs/a.txt' : ''}`;
    if (action.startsWith('kms:')) await readAgain();
    expect(await said(LEE, action, resource)).toMatch(
      /whoever has it may change .* not given by a mend; give it in IAM\.$/,
    );
    const { mendPlan } = await diagnosed(denial(LEE, action, resource));
    expect(mendPlan?.whyNot).toContain('not given by a mend');
  },
);

it('gives the console’s own roles nothing, by the policy of a bucket or a key neither', async () => {
  const OURS = `arn:aws:iam::${DATA}:role/drawbridge/drawbridge-change`;
  const key = await newBucketKey('ours', DELEGATES);
  await readAgain();
  expect(await said(OURS, 'kms:Decrypt', key)).toContain('console’s own roles');
  expect((await diagnosed(denial(OURS, 'kms:Decrypt', key))).mendPlan?.whyNot).toContain(
    'console’s own roles',
  );
});

it('is not taken for the crossing that a form made on the caller’s role', async () => {
  const { deps, actor } = world();
  const key = await newBucketKey('of-another', DELEGATES);
  const first = await world().planFor({
    roleName: 'x-owned',
    owner: 'Ops',
    ticket: 'OPS-7',
  });
  await world().applyAndRun(first);
  await readAgain();
  const { roleArn: role } = await world().viewOf(first);
  const beside = worked(await mend(role, 'kms:Decrypt', key)).planId;
  await world().applyAndRun(beside);
  expect(await deps.plans.findByRole(actor.workspaceId, role)).toMatchObject({
    planId: first,
    owner: 'Ops',
    ticket: 'OPS-7',
  });
  expect(await findStanding(deps, actor, role)).toMatchObject({ value: { id: first } });
  const change = await world().changeFor(first, { access: 'write' });
  expect((await deps.plans.find(actor.workspaceId, change))?.body.replaces).toBe(first);
});

it('takes back one of two mends on one bucket and caller, then the other', async () => {
  const object = await newBucket('x-both', null);
  await readAgain();
  const [read = '', tagged = ''] = await inTurn(
    ['s3:GetObject', 's3:GetObjectTagging'],
    async (action) => {
      const { planId } = worked(await mend(READER, action, object));
      await world().applyAndRun(planId);
      await readAgain();
      return planId;
    },
  );
  await world().undoAndRun(read, 'data-read');
  expect((await world().viewOf(read)).state).toBe('undone');
  expect(await world().standing(read)).toEqual([null]);
  expect(await world().standing(tagged)).toEqual([expect.anything()]);
  await world().undoAndRun(tagged, 'data-read');
  expect((await world().viewOf(tagged)).state).toBe('undone');
  expect(await world().standing(tagged)).toEqual([null]);
});
