import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { NOTHING_TOLD } from '@/lib/core/told-bucket';
import { diagnoseDenial } from '@/lib/inventory/diagnose-denial';
import { roleArn } from '@/lib/practice/seed/document';
import { openLink } from '@/lib/setup/handshake/open-link';
import { PlanMendInput, planMend } from '@/lib/setup/mend/plan-mend';
import { DATA, TOOLING, worked } from './test-aws';
import { handshakeIn } from './test-handshake';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const { ports, lookUntil, secretOf } = handshakeIn(world);
const BUILD = roleArn(TOOLING, 'ci-build');

/** A bucket of Data that no reading has, with one object. */
async function newBucket(Bucket: string): Promise<string> {
  const { s3 } = await world().practice.admin(DATA);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'in/a.txt', Body: 'a' }));
  return `arn:aws:s3:::${Bucket}/in/a.txt`;
}

/** The plan that the doctor offers once it was told whose the bucket is. */
async function planOf(object: string): Promise<string> {
  const { deps, actor } = world();
  const message = `An error occurred (AccessDenied) when calling the GetObject operation: User: ${BUILD} is not authorized to perform: s3:GetObject on resource: "${object}" because no resource-based policy allows the s3:GetObject action`;
  const untold = { message, principal: '', action: '', resource: '' };
  const first = worked(await diagnoseDenial(deps, actor, untold));
  expect([first.askedBucket?.name, first.diagnosis?.mendPlan]).toEqual([
    object.split(/[:/]/)[5],
    null,
  ]);
  const told = { ...NOTHING_TOLD, bucketOwner: DATA, bucketRegion: 'us-east-1' };
  const { diagnosis } = worked(await diagnoseDenial(deps, actor, { ...untold, told }));
  const { whyNot, ...asked } = diagnosis?.mendPlan ?? { whyNot: 'no plan' };
  expect(whyNot).toBeNull();
  return worked(await planMend(deps, actor, PlanMendInput.parse(asked))).planId;
}

it('mends what was refused on a bucket of ours that no reading has', async () => {
  const planId = await planOf(await newBucket('x-unread'));
  await world().applyAndRun(planId);
  const { state, steps } = await world().viewOf(planId);
  expect([state, steps.map(({ accountId }) => accountId)]).toEqual([
    'proven',
    [TOOLING, DATA],
  ]);
  await world().undoAndRun(planId, 'ci-build');
  expect(await world().standing(planId)).toEqual([null, null]);
});

it('asks the owner of a bucket that nobody reads for their half, and proves both by real calls', async () => {
  const object = await newBucket('x-told');
  const { deps, actor, practice } = world();
  await deps.accounts.remove(actor.workspaceId, DATA);
  const planId = await planOf(object);
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('waiting');
  const view = worked(await openLink(ports(), { secret: await secretOf(planId) }));
  expect(view).toMatchObject({ accountId: DATA, bucket: 'x-told/in/a.txt' });
  const [half] = view.creates;
  const { s3 } = await practice.admin(DATA);
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'x-told', Policy: half?.document }));
  await lookUntil(planId, async () => (await world().viewOf(planId)).state !== 'waiting');
  const { state, proof } = await world().viewOf(planId);
  expect(proof?.checks.map(({ id, outcome }) => [id, outcome])).toContainEqual([
    'assume',
    'works',
  ]);
  expect(state).toBe('proven');
  await world().undoAndRun(planId, 'ci-build');
  expect((await world().viewOf(planId)).state).toBe('undone');
});
