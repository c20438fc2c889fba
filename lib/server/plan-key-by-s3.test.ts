import { CreateKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { diagnoseDenial } from '@/lib/inventory/diagnose-denial';
import { documentOf, roleArn, rootArn } from '@/lib/practice/seed/document';
import { PlanMendInput, planMend } from '@/lib/setup/mend/plan-mend';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const READER = roleArn(DATA, 'data-read');
const BUCKET = 'x-by-s3';

/** A bucket of Data with one object, encrypted by a key that only the owner may use. */
async function sealedBucket(): Promise<string> {
  const { kms, s3 } = await world().practice.admin(DATA);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const key = KeyMetadata?.Arn ?? '';
  const Policy = documentOf({
    Sid: 'Own',
    Effect: 'Allow',
    Principal: { AWS: rootArn(DATA) },
    Action: 'kms:*',
    Resource: '*',
  } as never);
  await kms.send(new PutKeyPolicyCommand({ KeyId: key, Policy }));
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const byDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: key };
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: BUCKET,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }],
      },
    }),
  );
  const { s3: owner } = await world().practice.as(rootArn(DATA));
  await putAs(owner);
  return key;
}

const putAs = (s3: S3Client) =>
  s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'in/a.txt', Body: 'a' }));

it('gives a key through S3 alone, and tries that a call of KMS itself stays refused', async () => {
  const key = await sealedBucket();
  const { deps, actor } = world();
  await deps.readAgain(actor.workspaceId, [TOOLING, DATA]);
  const message = `An error occurred (AccessDenied) when calling the GetObject operation: User: ${READER} is not authorized to perform: kms:Decrypt on resource: ${key} because no identity-based policy allows the kms:Decrypt action`;
  const question = { message, principal: '', action: '', resource: '' };
  const { diagnosis } = worked(await diagnoseDenial(deps, actor, question));
  const { whyNot, ...asked } = diagnosis?.mendPlan ?? { whyNot: 'no plan' };
  expect([whyNot, asked]).toEqual([
    null,
    { who: READER, action: 'kms:Decrypt', resource: key, isThroughS3: true },
  ]);
  const { planId } = worked(await planMend(deps, actor, PlanMendInput.parse(asked)));
  await world().applyAndRun(planId);
  const { proof, state } = await world().viewOf(planId);
  expect(
    proof?.checks.map(({ id, outcome, evaluated }) => [id, outcome, evaluated]),
  ).toEqual([
    ['assume', 'not-tested', 'works'],
    ['call-directly', 'denied', undefined],
    ['call-as-another', 'not-tested', 'denied'],
  ]);
  expect(state).toBe('applied');
  await world().undoAndRun(planId, 'data-read');
  expect((await world().viewOf(planId)).state).toBe('undone');
});
