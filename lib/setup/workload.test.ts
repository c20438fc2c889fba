import { describe, expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import {
  BUCKET_PLACE,
  consoleWithKey,
  KEY,
  KEY_PLACE,
  OWNER_ONLY,
  WITH_KEY,
} from './fakes/console-with-key';
import { account, CI, DATA, readings, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import { plannedWorkload, WORKLOAD } from './fakes/workload';
import type { DraftFields } from './schema';

const shown = (fields: Partial<DraftFields> = {}, console = consoleWithKey()) =>
  previewOf({ ...WORKLOAD, ...fields }, console);

const documentOf = async (title: string, fields: Partial<DraftFields> = {}) => {
  const { documents } = await shown(fields);
  return JSON.parse(documents.find((one) => one.title.startsWith(title))?.json ?? '{}');
};

describe('a workload to a bucket', () => {
  it('2.1: shows three locks, and the verdict of all of them', async () => {
    const { bridge } = await shown();
    expect(bridge.locks.map(({ label, state }) => [label, state])).toEqual([
      ['role policy of x-app-logs-user', 'open'],
      ['bucket policy of app-logs', 'open'],
      ['key policy of app-logs', 'open'],
    ]);
    expect(bridge.sentence).toBe(
      'x-app-logs-user in Tooling can read and write app-logs in Data.',
    );
  });

  it('T1, 2.2: makes a role that its service takes, and no account', async () => {
    const [statement] = (await documentOf('Trust policy')).Statement;
    expect(statement.Principal).toEqual({ Service: 'ec2.amazonaws.com' });
    const [task] = (await documentOf('Trust policy', { workload: 'ecs-tasks' }))
      .Statement;
    expect(task.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': TOOLING } });
    const [pod] = (await documentOf('Trust policy', { workload: 'pods.eks' })).Statement;
    expect(pod).toMatchObject({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    });
  });

  it('T1: warns of a role that no service may take', async () => {
    const who = `arn:aws:iam::${TOOLING}:role/ci-deploy`;
    const view = await shown({ workload: 'existing', who });
    expect(view.fieldWarnings.who).toContain('No AWS service may take ci-deploy');
  });

  it('T2: names the key in the role’s own policy too', async () => {
    const { Statement } = await documentOf('Permissions of');
    expect(Statement.at(-1)).toMatchObject({
      Sid: 'UseBucketKey',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: KEY,
    });
  });

  it('T3, 2.4: adds to the key’s policy, and keeps its administrators', async () => {
    const world = await plannedWorkload();
    await world.apply();
    const after = world.deps.aws.others.get(KEY_PLACE)?.document ?? '';
    expect(after.startsWith(OWNER_ONLY.slice(0, -4))).toBe(true);
    await world.undo();
    expect(world.deps.aws.others.get(KEY_PLACE)?.document).toBe(OWNER_ONLY);
    expect(world.deps.aws.others.has(BUCKET_PLACE)).toBe(false);
  });

  it('T5: says that a workload which only writes cannot list', async () => {
    const view = await shown({ access: 'write' });
    expect(view.fieldWarnings.access).toContain('s3:ListBucket');
    expect(view.bridge.deck).toBe('works');
  });

  it.each([
    [
      'no key of its own',
      { Encryption: { Algorithm: 'aws:kms', KeyArn: null } },
      'CUSTOMER',
    ],
    ['a key that AWS manages', WITH_KEY, 'AWS'],
  ] as const)(
    'T6: stops at a bucket with %s, and says the way out',
    async (_, settings, manager) => {
      const view = await shown({}, consoleWithKey(settings, manager));
      expect(view.fieldErrors.bucket).toMatch(
        /a key that AWS manages.*Make a customer key/,
      );
      expect(view.documents).toEqual([]);
    },
  );

  it('needs no key where S3 encrypts by itself', async () => {
    const console = consoleWithKey({ Encryption: { Algorithm: 'AES256', KeyArn: null } });
    const view = await shown({}, console);
    expect(view.bridge.locks).toHaveLength(2);
    expect(view.bridge.deck).toBe('works');
    const world = await plannedWorkload(console);
    const kinds = world.stored().steps.map(({ write }) => write.kind);
    expect(kinds).not.toContain('put-key-policy');
  });

  it.each([
    ['whose key is another account’s', KEY.replace(DATA, TOOLING), 'not of Data'],
    ['whose key was not read', KEY.replace('1234abcd', '9999abcd'), 'was not read'],
  ])('stops at a bucket %s', async (_, KeyArn, words) => {
    const settings = { Encryption: { Algorithm: 'aws:kms', KeyArn } };
    const view = await shown({}, consoleWithKey(settings));
    expect(view.fieldErrors.bucket).toContain(words);
  });

  it('2.4: tells what was found of the bucket', async () => {
    const { found } = await shown(
      {},
      consoleWithKey({
        ...WITH_KEY,
        ObjectOwnership: 'ObjectWriter',
        IsPublicAccessBlocked: true,
      }),
    );
    expect(found?.facts).toEqual([
      `Encrypted with key 1234abcd-12ab-34cd-56ef-1234567890ab of account ${DATA}.`,
      'Objects belong to whoever writes them.',
      'The public is blocked.',
      expect.stringContaining('both sides have to allow the key'),
    ]);
  });

  it.each([
    [
      { workload: 'existing', who: `arn:aws:iam::${TOOLING}:user/anna` },
      'who',
      /is a user/,
    ],
    [{ access: 'custom' }, 'access', /read, write, both or all/],
    [{ trustedAccount: '9999' }, 'trustedAccount', /12 digits/],
  ] as const)('refuses %o at its field', async (fields, field, words) => {
    expect((await shown(fields)).fieldErrors[field]).toMatch(words);
  });

  it('names what is still missing', async () => {
    const view = await shown({ trustedAccount: '', bucket: '' });
    expect(view.missing).toEqual(['trustedAccount', 'bucket']);
    expect(view.bridge.sentence).toBe('Say in which account the workload runs.');
  });

  const without = (...ids: string[]) =>
    fakeConsole({
      accounts: [account(TOOLING, 'Tooling'), account(DATA, 'Data')].map((one) =>
        ids.includes(one.id) ? { ...one, connection: null } : one,
      ),
    });
  const THERE = { workload: 'existing', who: CI } as const;

  it.each([
    ['who', TOOLING],
    ['bucket', DATA],
  ] as const)('hands a half to the owner of %s', async (field, unconnected) => {
    const console = without(unconnected);
    const view = await shown(THERE, console);
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings[field]).toContain('so its owner runs that half');
    expect(await console.plan({ ...WORKLOAD, ...THERE })).toMatchObject({ ok: true });
  });

  it('hands a new role to the owner of its account, who makes it first', async () => {
    const console = without(TOOLING);
    const view = await shown({}, console);
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings.trustedAccount).toMatch(
      /so its owner runs that half.* The role is made there first/,
    );
    expect(await console.plan(WORKLOAD)).toMatchObject({ ok: true });
  });

  it('hands a new role to the owner of an account that is not among ours', async () => {
    const console = fakeConsole();
    const fields = { ...WORKLOAD, trustedAccount: '999900001111' };
    const view = await shown(fields, console);
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings.trustedAccount).toMatch(
      /not among the accounts here.* The role is made there first/,
    );
    const made = await console.plan(fields);
    const plan = made.ok ? console.deps.plans.rows.get(made.value.planId) : null;
    expect(plan?.body.byOwner).toEqual(['999900001111']);
    const halves = plan?.steps.map(({ accountId }) => accountId);
    expect(new Set(halves)).toEqual(new Set(['999900001111', DATA]));
  });

  const TOLD = {
    bucket: 's3://their-logs',
    isBucketTold: true,
    bucketOwner: '9999 0000 1111',
    bucketRegion: 'eu-west-1',
    bucketKey: KEY.replace(DATA, '999900001111'),
    bucketDocument:
      '{"Version":"2012-10-17","Statement":[{"Sid":"Tls","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::their-logs/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}',
    keyDocument: OWNER_ONLY.replaceAll(DATA, '999900001111'),
  } as const;

  it('hands the half of a bucket that no account here owns to its owner, by what that tells of it', async () => {
    const console = fakeConsole();
    const fields = { ...WORKLOAD, ...THERE, ...TOLD };
    const view = await shown(fields, console);
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings.bucketOwner).toContain('planned from what is said here');
    expect(view.found).toMatchObject({
      accountId: '999900001111',
      region: 'eu-west-1',
    });
    expect(view.bridge.deck).toBe('works');
    const shut = TOLD.bucketDocument.replace(/,"Condition":\{.*?\}\}/, '');
    const closed = await shown({ ...fields, bucketDocument: shut }, console);
    expect(closed.bridge.deck).toBe('denied');
    const made = await console.plan(fields);
    const plan = made.ok ? console.deps.plans.rows.get(made.value.planId) : null;
    expect(plan?.body.byOwner).toEqual(['999900001111']);
    const theirs = plan?.steps.filter(({ accountId }) => accountId === '999900001111');
    expect(theirs?.map(({ before }) => before)).toEqual([
      TOLD.keyDocument,
      TOLD.bucketDocument,
    ]);
    for (const sid of ['Admins', 'Tls'])
      expect(theirs?.some(({ after }) => after?.includes(sid))).toBe(true);
  });

  it.each([
    [{ bucketOwner: '99' }, 'bucketOwner', /12 digits/],
    [{ bucketOwner: DATA }, 'bucketOwner', /Data is read here/],
    [{ bucketRegion: 'Ireland' }, 'bucketRegion', /by its code/],
    [{ bucketKey: 'alias/aws/s3' }, 'bucketKey', /AWS manages/],
    [{ bucketKey: KEY }, 'bucketKey', new RegExp(`of account ${DATA}`)],
    [{ bucketKey: KEY.replace('aws', 'aws-cn') }, 'bucketKey', /of partition aws-cn/],
    [{ bucketRegion: 'eu-north-1' }, 'bucketKey', /takes one of eu-north-1 only/],
    [{ bucketDocument: '{}' }, 'bucketDocument', /Statement/],
    [{ bucket: 'app-logs' }, 'isBucketTold', /is in Data, as it was read/],
  ] as const)(
    'refuses %o of a bucket that its owner tells of',
    async (told, field, words) => {
      const view = await shown({ ...THERE, ...TOLD, ...told }, fakeConsole());
      expect(view.fieldErrors[field]).toMatch(words);
    },
  );

  it('has the owner of such a bucket make the role that is shared beside it', async () => {
    const console = fakeConsole();
    const fields = { recipe: 'share-bucket', who: CI, ...TOLD } as const;
    expect((await previewOf(fields, console)).fieldErrors).toEqual({});
    const made = await console.plan(fields);
    const plan = made.ok ? console.deps.plans.rows.get(made.value.planId) : null;
    expect(plan?.body).toMatchObject({
      byOwner: ['999900001111'],
      roleArn: expect.stringContaining(':999900001111:role/'),
    });
  });

  it('takes what is told of an account that is among ours and that nobody has read', async () => {
    const world = readings();
    delete world[DATA];
    const accounts = [
      account(TOOLING, 'Tooling'),
      { ...account(DATA, 'Data'), connection: null },
    ];
    const told = { ...TOLD, bucketOwner: DATA, bucketKey: KEY, keyDocument: OWNER_ONLY };
    const view = await shown({ ...THERE, ...told }, fakeConsole({ world, accounts }));
    expect(view.fieldErrors).toEqual({});
    expect(view.bridge.deck).toBe('works');
  });

  it('speaks of what its owner tells only where there are fields for it', async () => {
    const unknown = { bucket: 'nobodys-logs' };
    expect((await shown(unknown)).fieldErrors.bucket).toContain('or say below');
    const vendor = { ...unknown, recipe: 'vendor', vendorMay: 'bucket' } as const;
    const { bucket } = (await previewOf(vendor)).fieldErrors;
    expect(bucket).toMatch(/connect and read the account that owns it\.$/);
  });

  it('says what it takes for so, and never what stands in a key’s policy', async () => {
    const bare = { ...TOLD, bucketKey: '', bucketDocument: '', keyDocument: '' };
    const view = await shown({ ...THERE, ...bare }, fakeConsole());
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings).toMatchObject({
      bucketKey: expect.stringContaining('Taken for encrypted by S3 itself'),
      bucketDocument: expect.stringContaining('Taken for a bucket without a policy'),
    });
    const unsaid = { ...TOLD, bucketRegion: '', keyDocument: '' };
    const asked = await shown({ ...THERE, ...unsaid }, fakeConsole());
    expect(asked.missing).toEqual(['bucketRegion', 'keyDocument']);
    expect(asked.fieldErrors).toEqual({});
  });

  it('refuses two accounts that cannot be written to', async () => {
    const neither = await shown(THERE, without(TOOLING, DATA));
    expect(neither.fieldErrors.who).toContain('no half could be written from here');
    expect(neither.fieldErrors.bucket).toContain('no half could be written from here');
  });
});
