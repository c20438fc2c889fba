import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { preview } from '@/lib/setup/preview';
import { DraftFields } from '@/lib/setup/schema';
import { DATA, worked } from './test-aws';
import { CI, useSetupWorld } from './test-setup';

const world = useSetupWorld({ seed: 'org' });

const FIELDS: Partial<DraftFields> = {
  who: CI,
  bucket: DATA_LAKE.bucket,
  access: 'both',
};
const VIA = `s3.${DATA_LAKE.region}.amazonaws.com`;

const deckOf = async () =>
  worked(
    await preview(world().deps, world().actor, {
      fields: { ...DraftFields.parse({}), ...FIELDS },
    }),
  ).bridge;

/** What the owner of the key does, as the way out says it. */
async function letAccountUseKey(): Promise<void> {
  const { config } = (await world().practice.admin(DATA)).kms;
  const { credentials, endpoint } = config;
  if (!endpoint) throw new Error('The practice endpoint has an address.');
  const kms = new KMSClient({ credentials, endpoint, region: DATA_LAKE.region });
  const KeyId = DATA_LAKE.keyArn;
  const { Policy = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
  const document = JSON.parse(Policy);
  document.Statement.push({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${DATA}:root` },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': VIA } },
  });
  await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: JSON.stringify(document) }));
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
}

it('shares an encrypted bucket by a role, once its key lets the account decide', async () => {
  const closed = await deckOf();
  expect(closed.deck).toBe('denied');
  expect(closed.locks.map(({ label, state }) => `${label}: ${state}`)).toEqual([
    'role policy of ci-deploy: open',
    'trust policy of x-data-lake-user: open',
    'permissions of x-data-lake-user: open',
    'key policy of data-lake: closed',
  ]);
  expect(closed.sentence).toContain(
    `a statement that lets arn:aws:iam::${DATA}:root use kms:Decrypt and kms:GenerateDataKey by way of S3`,
  );
  await letAccountUseKey();
  expect((await deckOf()).deck).toBe('works');
  const planId = await world().planFor(FIELDS);
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-as-another denied',
    'put works',
    'encrypts works',
    'list works',
    'get works',
    'decrypts works',
    'head works',
    'delete denied',
  ]);
  expect(view.state).toBe('proven');
});
