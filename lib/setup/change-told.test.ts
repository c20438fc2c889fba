import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { readings, TOOLING } from './fakes/inventory';
import { withPlan } from './fakes/planned';
import { fakeSnapshots } from './fakes/stores';
import { WORKLOAD } from './fakes/workload';
import { getPlan } from './get-plan';
import { formerOf } from './plan/former';
import { ROLE_PATH } from './recipes/role-request';
import { loadWorld } from './world/load-world';

const ROLE = { ...WORKLOAD, roleName: 'x-logs-user', confirmedName: 'x-logs-user' };
const TOLD = {
  ...ROLE,
  bucket: 'their-logs',
  isBucketTold: true,
  bucketOwner: '999900001111',
  bucketRegion: 'eu-west-1',
};

/** Reads the role as it was written into Tooling. */
function readRole({ deps }: ReturnType<typeof fakeConsole>, world = readings()) {
  const written = [...deps.aws.policies].filter(([key]) => key.includes(ROLE.roleName));
  const role = deps.aws.roles.get(`${TOOLING} ${ROLE.roleName}`);
  world[TOOLING]?.RoleDetailList.push({
    Path: ROLE_PATH,
    RoleName: ROLE.roleName,
    RoleId: 'AROAREAD',
    Arn: `arn:aws:iam::${TOOLING}:role${ROLE_PATH}${ROLE.roleName}`,
    AssumeRolePolicyDocument: role?.trust ?? '',
    Tags: Object.entries(role?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    RolePolicyList: written.map(([PolicyName, PolicyDocument]) => ({
      PolicyName: PolicyName.split(' ').at(-1) ?? '',
      PolicyDocument,
    })),
  });
  deps.snapshots = fakeSnapshots(world, deps.clock.now());
}

it.each([
  ['another bucket of that owner', { ...TOLD, bucket: 'their-other-logs' }],
  ['a bucket that is read', ROLE],
])(
  'knows a bucket that its owner told of before, in a change to %s',
  async (_, fields) => {
    const console = fakeConsole();
    const made = await console.plan(TOLD);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const first = withPlan(console, made.value.planId);
    await first.apply();
    first.stored().state = 'applied';
    readRole(console);
    const next = await console.plan(fields);
    if (!next.ok) throw new Error(JSON.stringify(next.error));
    expect(console.deps.plans.rows.get(next.value.planId)?.body.replaces).toBe(
      first.planId,
    );
    const page = await getPlan(console.deps, console.actor, next.value.planId);
    if (!page.ok) throw new Error(page.error.kind);
    const { losses, warnings } = page.value;
    // What the role may do there has a policy of its own, which stays.
    expect(losses).toEqual([]);
    expect(warnings.join()).not.toContain('cannot be told any more');
    const read = await loadWorld(console.deps, console.actor.workspaceId);
    const former = await formerOf(console.deps, { read, world: read }, first.stored());
    expect(former?.access?.judge(former.world.facts).deck).toBe('works');
  },
);
