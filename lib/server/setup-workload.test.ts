import {
  PutBucketEncryptionCommand,
  type ServerSideEncryptionByDefault,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { preview } from '@/lib/setup/preview';
import { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld({ seed: 'org' });

const FIELDS: Partial<DraftFields> = {
  recipe: 'workload-bucket',
  who: '',
  workload: 'ec2',
  trustedAccount: TOOLING,
  bucket: DATA_LAKE.bucket,
  access: 'both',
};

const shown = async (fields: Partial<DraftFields>) =>
  worked(
    await preview(world().deps, world().actor, {
      fields: { ...DraftFields.parse({}), ...fields },
    }),
  );

/** What AWS holds of the owner's side, byte for byte. */
async function atAws() {
  const { deps, actor } = world();
  const accounts = await deps.accounts.list(actor.workspaceId);
  const account = accounts.find(({ id }) => id === DATA);
  const connection = account && deps.connectionOf(account, accounts);
  if (!connection) throw new Error('no connection');
  const { bucket, region, keyArn } = DATA_LAKE;
  const [key, policy] = [
    worked(await deps.aws.readTarget(connection, { kind: 'key-policy', keyArn })),
    worked(
      await deps.aws.readTarget(connection, { kind: 'bucket-policy', bucket, region }),
    ),
  ];
  return { key: key.exists ? key.document : '', policy };
}

/** Sets what encrypts the bucket by itself. */
async function encryptBy(rule: ServerSideEncryptionByDefault): Promise<void> {
  const { s3 } = await world().practice.admin(DATA);
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: DATA_LAKE.bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: rule }],
      },
    }),
  );
}

/** The crossing goes on working without the key, and its proof does not. */
async function turnsRedByEncryption(planId: string): Promise<void> {
  const { deps, job, viewOf } = world();
  await encryptBy({ SSEAlgorithm: 'AES256' });
  await verifyPlan(deps, job(planId));
  const bare = await viewOf(planId);
  expect(bare.state).toBe('refuted');
  expect(bare.proof?.sentence).toMatch(
    /^Not as planned: \S+ is encrypted with SSE-S3, without a key of KMS: the encryption of data-lake was changed since\. Set it back to aws:kms with arn:/,
  );
  await encryptBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: DATA_LAKE.keyArn });
  await verifyPlan(deps, job(planId));
  expect((await viewOf(planId)).state).toBe('proven');
}

it('2.4: finds account, region, key and settings of the bucket, and shows three locks', async () => {
  const view = await shown(FIELDS);
  expect(view.fieldErrors).toEqual({});
  expect(view.found).toMatchObject({
    accountId: DATA,
    region: 'eu-west-1',
    facts: expect.arrayContaining([expect.stringMatching(/^Encrypted with key /)]),
  });
  expect(view.bridge).toMatchObject({ deck: 'works' });
  expect(view.bridge.locks.map(({ label, state }) => `${label}: ${state}`)).toEqual([
    'role policy of x-data-lake-user: open',
    'bucket policy of data-lake: open',
    'key policy of data-lake: open',
  ]);
  expect(view.documents.map(({ title }) => title)).toEqual([
    'Bucket policy of data-lake',
    'Key policy of data-lake',
    'Permissions of x-data-lake-user on data-lake',
    'x-data-lake-user in its instance profile',
    'Trust policy of x-data-lake-user',
  ]);
});

it('2.1, 2.2, 2.8, T4: lets an instance of one account use an encrypted bucket of another, and takes it back', async () => {
  const before = await atAws();
  const planId = await world().planFor(FIELDS);
  const planned = await world().viewOf(planId);
  expect(planned.before.deck).toBe('denied');
  expect(planned.steps.map(({ operation }) => operation)).toEqual([
    'CreateRole',
    'CreateInstanceProfile',
    'AddRoleToInstanceProfile',
    'PutRolePolicy',
    'PutKeyPolicy',
    'PutBucketPolicy',
  ]);
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'put works',
    'encrypts works',
    'list works',
    'get works',
    'decrypts works',
    'head works',
    'delete denied',
    'get-as-another denied',
  ]);
  expect(view.state).toBe('proven');
  expect(view.proof?.sentence).toBe(
    'x-data-lake-user in Tooling can read and write data-lake in Data, and only that.',
  );
  await turnsRedByEncryption(planId);
  const during = await atAws();
  const sids = JSON.parse(during.key).Statement.map(({ Sid }: { Sid: string }) => Sid);
  expect(sids).toEqual([
    ...JSON.parse(before.key).Statement.map(({ Sid }: { Sid: string }) => Sid),
    `XDataLakeUserOf${TOOLING}UsesKey`,
  ]);
  await world().undoAndRun(planId, 'x-data-lake-user');
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await atAws()).toEqual(before);
});

it('says which policy stands in the way of a role that is there', async () => {
  const view = await shown({ ...FIELDS, workload: 'existing', who: CI });
  expect(view.bridge.deck).toBe('denied');
  expect(view.bridge.sentence).toMatch(/permissions boundary ci-boundary .* kms:/);
  expect(view.bridge.locks.map(({ state }) => state)).toEqual(['closed', 'open', 'open']);
});
