import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { getTrustHistory } from '@/lib/inventory/get-trust-history';
import type { MemberRole } from '@/lib/ports';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const roleName = 'x-has-a-past';

const history = async (roleArn: string) =>
  worked(await getTrustHistory(world().deps, world().actor, roleArn));

/** Changes the role's trust past the console, which then reads the account. */
async function changeTrust(change: (trust: string) => string): Promise<void> {
  const { deps, actor, practice } = world();
  const { iam } = await practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: change(trust),
    }),
  );
  await deps.readAgain(actor.workspaceId, [DATA]);
}

const addRoot = (trust: string): string => {
  const policy = JSON.parse(trust);
  const Principal = { AWS: `arn:aws:iam::${TOOLING}:root` };
  const added = { Sid: 'Tooling', Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, added] });
};

it('tells the versions of a trust: whose plan made it, and what others changed since', async () => {
  const { deps, actor } = world();
  const planId = await world().planFor({ roleName });
  await world().applyAndRun(planId);
  const { roleArn } = (await deps.plans.find(actor.workspaceId, planId))?.body ?? {};
  await deps.readAgain(actor.workspaceId, [DATA]);
  await deps.readAgain(actor.workspaceId, [DATA]);
  await changeTrust(addRoot);
  await changeTrust((trust) => trust.replace('"Sid":"Tooling"', '"Sid":"AllTooling"'));

  const { versions, hasEarlier } = await history(roleArn ?? '');
  expect(hasEarlier).toBe(false);
  expect(versions.map(({ number, plan }) => [number, plan?.id ?? null])).toEqual([
    [3, null],
    [2, null],
    [1, planId],
  ]);
  const [third, second, first] = versions;
  expect(first?.readingsTotal).toBeGreaterThanOrEqual(2);
  expect(first?.change).toBeNull();
  expect(second?.change).toMatchObject({
    statements: [{ sid: 'Tooling', from: '' }],
    unchangedTotal: 1,
  });
  expect(
    third?.change?.statements.map(({ sid, lines }) => [sid, lines[0]?.mark]),
  ).toEqual([
    ['AllTooling', '+'],
    ['Tooling', '-'],
  ]);
  expect(JSON.parse(third?.text ?? '').Statement).toHaveLength(2);
});

it('has nothing to tell to a stranger, or of a role that no reading held', async () => {
  const { deps, actor } = world();
  const roleArn = `arn:aws:iam::${DATA}:role/nobody-read`;
  expect(await getTrustHistory(deps, actor, roleArn)).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
  const stranger = { ...actor, role: 'none' as MemberRole };
  expect(await getTrustHistory(deps, stranger, roleArn)).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
