import {
  GetRoleCommand,
  GetUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { applyPlan } from '@/lib/setup/apply-plan';
import { runPlan } from '@/lib/setup/run-plan';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, MANAGEMENT, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

// The organisation is known where its management account was read.
const world = useSetupWorld({ seed: 'org' });
const PEOPLE = '222233334444';
const ANNA = `arn:aws:iam::${PEOPLE}:user/anna`;

const EVERY_GUARD = {
  who: ANNA,
  requireMfa: true,
  requireMfaAge: true,
  mfaAgeMinutes: '15',
  requireExternalId: true,
  externalId: 'acme-42',
  requireOrganization: true,
  requireSourceIp: true,
  sourceIps: '127.0.0.0/8',
  requireEnd: true,
  endsAt: '2030-01-01T00:00:00Z',
  requireSessionName: true,
  sessionNames: `\${aws:username}-*`,
  requireSourceIdentity: true,
  sourceIdentities: 'anna*',
  requireSessionTags: true,
  sessionTags: 'team=web|api, ticket',
} as const;

it('proves every guard by a call that breaks it, or by evaluation where no call can', async () => {
  const { deps, actor } = world();
  await deps.readAgain(actor.workspaceId, [MANAGEMENT, PEOPLE]);
  const roleName = 'x-guarded';
  const planId = await world().planFor({ ...EVERY_GUARD, roleName });
  const before = await world().viewOf(planId);
  expect(before.after.deck).toBe('conditional');
  await world().applyAndRun(planId);

  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-without-mfa denied',
    'assume-with-old-mfa not-tested',
    'assume-without-external-id denied',
    'assume-with-wrong-external-id denied',
    'assume-from-outside-organization not-tested',
    'assume-from-elsewhere not-tested',
    'assume-after-end not-tested',
    'assume-with-wrong-session-name denied',
    'assume-without-source-identity denied',
    'assume-with-wrong-source-identity denied',
    'assume-without-tags denied',
    'assume-with-wrong-tag denied',
    'assume-with-further-tag denied',
    'assume-as-another denied',
    'put denied',
    'list works',
    'get works',
    'delete denied',
  ]);
  const untested = view.proof?.checks.filter(({ outcome }) => outcome === 'not-tested');
  expect(untested?.every(({ code }) => code.endsWith('By evaluation: denied.'))).toBe(
    true,
  );
  expect(view.state).toBe('proven');
  await isInBothHalves(roleName);
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
});

async function isInBothHalves(roleName: string): Promise<void> {
  const actions = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];
  const data = await world().practice.admin(DATA);
  const { Role } = await data.iam.send(new GetRoleCommand({ RoleName: roleName }));
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  expect(trust.Statement[0].Action).toEqual(actions);
  expect(Object.keys(trust.Statement[0].Condition)).toHaveLength(7);
  const people = await world().practice.admin(PEOPLE);
  const { PolicyDocument } = await people.iam.send(
    new GetUserPolicyCommand({
      UserName: 'anna',
      PolicyName: `AllowAssume-${roleName}`,
    }),
  );
  const assume = JSON.parse(decodeURIComponent(PolicyDocument ?? ''));
  expect(assume.Statement[0].Action).toEqual(actions);
}

it('turns red when a guard is taken off the role', async () => {
  const roleName = 'x-tagged';
  const planId = await world().planFor({
    requireSessionTags: true,
    sessionTags: 'team=web',
    roleName,
  });
  await world().applyAndRun(planId);
  expect((await world().viewOf(planId)).state).toBe('proven');
  const plan = await world().deps.plans.find(world().actor.workspaceId, planId);
  const trust = plan?.steps.find(({ write }) => write.kind === 'put-trust')?.after ?? '';
  const { Condition: _, ...open } = JSON.parse(trust).Statement[0];
  const data = await world().practice.admin(DATA);
  await data.iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [open] }),
    }),
  );
  await verifyPlan(world().deps, world().job(planId));
  const red = await world().viewOf(planId);
  expect(red.state).toBe('refuted');
  expect(red.proof?.sentence).toContain('without its tags');
});

it('does not take a refusal of this console’s own address for a broken crossing', async () => {
  const roleName = 'x-from-the-office';
  const planId = await world().planFor({
    requireSourceIp: true,
    sourceIps: '203.0.113.0/24',
    roleName,
  });
  const { deps } = world();
  // A refusal may pass while AWS spreads the change; nobody has to wait for it here.
  const start = Date.now();
  let ahead = 0;
  const clock = {
    now: () => new Date(start + ahead),
    sleep: async (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
  worked(await applyPlan(deps, world().actor, { planId }));
  await runPlan({ ...deps, clock }, world().job(planId));
  const { proof, state } = await world().viewOf(planId);
  expect(proof?.checks[0]).toMatchObject({
    id: 'assume',
    outcome: 'not-tested',
    code: 'Not tested: AWS refused a call from where this console runs, and only calls from 203.0.113.0/24 come in. By evaluation: it works.',
  });
  expect(proof?.sentence).toMatch(/^Not proven: /);
  expect(state).toBe('applied');
});
