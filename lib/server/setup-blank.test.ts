import { GetRoleCommand, GetUserPolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { followDraft } from '@/lib/setup/blank/follow-draft';
import { DraftFields } from '@/lib/setup/schema';
import { DATA, TOOLING } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const CI = `arn:aws:iam::${TOOLING}:role/ci-deploy`;
const MAY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';

/** A draft as the form makes it: every change with what follows from it. */
function drafted(...changes: Partial<DraftFields>[]): DraftFields {
  const follow = (fields: DraftFields, change: Partial<DraftFields>): DraftFields => ({
    ...fields,
    ...followDraft(fields, change),
  });
  const begun = { trustingAccount: DATA, customPolicy: MAY, bucket: '', who: '' };
  return [{ recipe: 'blank' } as const, begun, ...changes].reduce(
    follow,
    DraftFields.parse({}),
  );
}

const proofOf = async (planId: string) =>
  (await world().viewOf(planId)).proof?.checks.map(
    ({ id, expected, outcome }) => `${id} ${expected} ${outcome}`,
  );

it('writes what was written by hand to the letter, proves it by real denials, and undoes it', async () => {
  const roleName = 'x-hand';
  const trustJson = JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Hand',
          Effect: 'Allow',
          Principal: { AWS: [CI, ANNA] },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'sts:ExternalId': 'acme-42' },
            StringLike: { 'sts:RoleSessionName': 'drawbridge-*' },
            Bool: { 'aws:SecureTransport': ['true', 'false'] },
          },
        },
        {
          Sid: 'NeverFrom',
          Effect: 'Deny',
          Principal: { AWS: CI },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:RoleSessionName': 'drawbridge-never' } },
        },
      ],
    },
    null,
    '\t',
  );
  const planId = await world().planFor(drafted({ roleName }, { trustJson }));
  await world().applyAndRun(planId);

  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual(
    JSON.parse(trustJson),
  );
  const tooling = (await world().practice.admin(TOOLING)).iam;
  const asked = { UserName: 'anna', PolicyName: `AllowAssume-${roleName}` };
  const half = await tooling.send(new GetUserPolicyCommand(asked));
  expect(decodeURIComponent(half.PolicyDocument ?? '')).toContain(Role?.Arn);

  expect(await proofOf(planId)).toEqual([
    'assume works works',
    'assume-without-external-id denied denied',
    'assume-with-wrong-external-id denied denied',
    'assume-with-wrong-session-name denied denied',
    'assume-without-aws:SecureTransport denied not-tested',
    'assume-2 works works',
    'assume-as-another denied denied',
    'may-1 works not-tested',
  ]);
  expect((await world().viewOf(planId)).state).toBe('proven');

  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  await expect(iam.send(new GetRoleCommand({ RoleName: roleName }))).rejects.toThrow(
    /cannot be found/,
  );
});

it('takes no refusal for a proof of anybody where calls come in from other places alone', async () => {
  const roleName = 'x-far';
  const planId = await world().planFor(
    drafted(
      { roleName },
      { principals: `${CI}\n${ANNA}` },
      { requireSourceIp: true, sourceIps: '203.0.113.0/24' },
    ),
  );
  await world().applyAndHurry(planId);
  const proof = await proofOf(planId);
  expect(proof).toContain('assume works not-tested');
  expect(proof).toContain('assume-2 works not-tested');
  expect((await world().viewOf(planId)).state).toBe('applied');
  await world().undoAndRun(planId, roleName);
});

it('expects what the engine says where another statement makes nothing of a guard', async () => {
  const roleName = 'x-hole';
  const open = {
    Effect: 'Allow',
    Principal: { AWS: ANNA },
    Action: 'sts:AssumeRole',
  };
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const trustJson = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ ...open, Condition: mfa }, open],
  });
  const planId = await world().planFor(drafted({ roleName }, { trustJson }));
  expect((await world().viewOf(planId)).warnings.join(' ')).toContain(
    'Another statement lets anna in without MFA',
  );
  await world().applyAndRun(planId);
  expect(await proofOf(planId)).toEqual([
    'assume works works',
    'assume-without-mfa works works',
    'assume-as-another denied denied',
    'may-1 works not-tested',
  ]);
  await world().undoAndRun(planId, roleName);
});
