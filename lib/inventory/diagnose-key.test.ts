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
  return estateOf(own, true);
}

/** Without the key: of an account only the keys of its buckets are read. */
function estateOf(own: Record<string, unknown>[], isKeyRead: boolean, isRead = true) {
  const ci = role(TOOLING, 'ci', ec2, document(...own));
  const key = { KeyId: KEY.split('/')[1] ?? '', Arn: KEY, Policy: document(owner) };
  return workspaceOf({
    [TOOLING]: account([ci]),
    ...(isRead && {
      [PROD]: account([], {
        Buckets: [],
        Keys: isKeyRead ? [key] : [],
        AreKeysPartial: true,
      }),
    }),
  });
}

async function diagnosed({ deps, actor }: ReturnType<typeof estate>, message: string) {
  const question = { message, principal: '', action: '', resource: '' };
  const found = await diagnoseDenial(deps, actor, question);
  if (!found.ok || !found.value.diagnosis) throw new Error(message);
  const { mends, ...diagnosis } = found.value.diagnosis;
  const told = mends.map(({ statement }) => JSON.parse(statement ?? '{}').Condition);
  return { ...diagnosis, mends, told };
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

const MAY = { Action: 'kms:Decrypt', Resource: KEY };
const LET_IN = {
  Effect: 'Allow',
  Principal: { AWS: CI },
  Action: 'kms:Decrypt',
  Resource: '*',
};
const statementsOf = (mends: { statement: string | null }[]) =>
  mends.map(({ statement }) => JSON.parse(statement ?? 'null'));

it('plans what the policy of a key lacks, though no reading has it, and shows the statement', async () => {
  const { mendPlan, mends } = await diagnosed(estateOf([MAY], false), BY_KMS);
  expect(mendPlan).toMatchObject(USE);
  // Nothing here is connected for writing: in this estate that is all that is in the way.
  expect(mendPlan?.whyNot).toContain('has no connection');
  expect(statementsOf(mends)).toEqual([LET_IN]);
  expect(mends[0]?.sentence).toMatch(/^In Prod, the policy of key\/.* was not read\./);
});

it('says that the key’s account is not connected, and gives the statement to hand over', async () => {
  const { mendPlan, mends } = await diagnosed(estateOf([MAY], false, false), BY_KMS);
  expect(mendPlan?.whyNot).toMatch(/^Prod was not read: .* whoever keeps it/);
  expect(statementsOf(mends)).toContainEqual(LET_IN);
});

it('shows the statement of the key beside the caller’s own where both are to mend', async () => {
  const { mends } = await diagnosed(estateOf([], false), BY_KMS);
  expect(statementsOf(mends)).toEqual([{ ...MAY, Effect: 'Allow' }, LET_IN]);
});

it('agrees with AWS that no policy of the caller allows it, where that alone refuses nothing', async () => {
  const mine = role(PROD, 'ci', ec2, document());
  const owned = account([mine], { Buckets: [], Keys: [], AreKeysPartial: true });
  const message = `${BY_KMS.replace(CI, arnOf(PROD, 'role/ci'))} because no identity-based policy allows the kms:Decrypt action`;
  const { isAsTold, comparison } = await diagnosed(
    workspaceOf({ [PROD]: owned }),
    message,
  );
  expect([isAsTold, comparison]).toEqual([
    true,
    'AWS’s message says that no identity-based policy allows it, and our reading is the same. Another policy could let the call through, and was not read or hangs on a condition.',
  ]);
});
