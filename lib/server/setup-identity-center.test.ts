import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const FIELDS = {
  who: '',
  recipe: 'identity-center',
  accessApplication: `arn:aws:account-access:eu-west-1:${DATA}:application/aam-12ab34`,
  bucket: 'app-logs',
} as const;

const ASKED_AS_SERVICE = 'Not tested: nobody can call as a service. By evaluation:';

it('makes a role for the account access manager, proves that nobody of the account gets in, and undoes it', async () => {
  const roleName = 'x-identity-center';
  const planId = await world().planFor({ ...FIELDS, passesTags: true, roleName });
  expect(await world().standing(planId)).toEqual([null, null, null]);
  await world().applyAndRun(planId);
  const [, , trust] = await world().standing(planId);
  expect(JSON.parse(trust.document).Statement).toEqual([
    {
      Sid: 'AccountAccessManagerMayAssume',
      Effect: 'Allow',
      Principal: { Service: 'account-access.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
      Condition: {
        ArnLike: { 'aws:SourceArn': FIELDS.accessApplication },
        StringEquals: { 'aws:SourceAccount': DATA },
      },
    },
  ]);

  const { proof, state } = await world().viewOf(planId);
  expect(
    proof?.checks.slice(0, 4).map(({ id, outcome, code }) => [id, outcome, code]),
  ).toEqual([
    ['assume', 'not-tested', `${ASKED_AS_SERVICE} it works.`],
    ['assume-for-a-stranger', 'not-tested', `${ASKED_AS_SERVICE} denied.`],
    ['assume-for-nobody', 'not-tested', `${ASKED_AS_SERVICE} denied.`],
    ['assume-as-another', 'denied', 'AccessDenied'],
  ]);
  expect(proof?.sentence).toMatch(/^Nobody else gets in: every call that was made was/);
  expect(state).toBe('applied');

  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  expect(await world().standing(planId)).toEqual([null, null, null]);
});

it('turns the proof red once the trust lets somebody else in', async () => {
  const { deps, job, practice } = world();
  const roleName = 'x-identity-open';
  const planId = await world().planFor({ ...FIELDS, roleName });
  await world().applyAndRun(planId);
  const { iam } = await practice.admin(DATA);
  const opened = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [opened] });
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }),
  );
  await verifyPlan(deps, job(planId));
  const { proof, state } = await world().viewOf(planId);
  expect(state).toBe('refuted');
  expect(proof?.checks.find(({ id }) => id === 'assume-as-another')?.outcome).toBe(
    'works',
  );
});
