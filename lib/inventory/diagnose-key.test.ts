import { expect, it } from 'vitest';
import { diagnoseDenial } from './diagnose-denial';
import { account, arnOf, document, PROD, role, TOOLING } from './test-estate';
import { ec2, workspaceOf } from './test-workspace';

const KEY = `arn:aws:kms:eu-central-1:${PROD}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const CI = arnOf(TOOLING, 'role/ci');
const USE = { who: CI, action: 'kms:Decrypt', resource: KEY };
const VIA_S3 = { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } };

const sentence = `User: ${CI} is not authorized to perform: kms:Decrypt on resource: ${KEY}`;
const BY_S3 = `An error occurred (AccessDenied) when calling the GetObject operation: ${sentence}`;
const BY_KMS = `An error occurred (AccessDeniedException) when calling the Decrypt operation: ${sentence}`;

const owner = { Principal: { AWS: arnOf(PROD, 'root') }, Action: 'kms:*', Resource: '*' };

function estate(...own: Record<string, unknown>[]) {
  const ci = role(TOOLING, 'ci', ec2, document(...own));
  const key = { KeyId: KEY.split('/')[1] ?? '', Arn: KEY, Policy: document(owner) };
  return workspaceOf({
    [TOOLING]: account([ci]),
    [PROD]: account([], { Buckets: [], Keys: [key], AreKeysPartial: true }),
  });
}

async function diagnosed({ deps, actor }: ReturnType<typeof estate>, message: string) {
  const question = { message, principal: '', action: '', resource: '' };
  const found = await diagnoseDenial(deps, actor, question);
  if (!found.ok || !found.value.diagnosis) throw new Error(message);
  const { mends, ...diagnosis } = found.value.diagnosis;
  const told = mends.map(({ statement }) => JSON.parse(statement ?? '{}').Condition);
  return { ...diagnosis, told };
}

it('offers a key that S3 asked for by way of S3 alone', async () => {
  const { mendPlan, told } = await diagnosed(estate(), BY_S3);
  expect(mendPlan).toMatchObject({ ...USE, isThroughS3: true });
  expect(told).toEqual([VIA_S3, VIA_S3]);
});

it('offers the key itself where KMS was called', async () => {
  const { mendPlan, told } = await diagnosed(estate(), BY_KMS);
  expect(mendPlan).toMatchObject(USE);
  expect(mendPlan).not.toHaveProperty('isThroughS3');
  expect(told).toEqual([undefined, undefined]);
});

it('asks every policy as S3 did: one that is about S3 alone is met by it', async () => {
  const own = { Action: 'kms:Decrypt', Resource: KEY, Condition: VIA_S3 };
  const { told, deck } = await diagnosed(estate(own), BY_S3);
  expect([deck, told]).toEqual(['denied', [VIA_S3]]);
});
