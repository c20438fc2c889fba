import { expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { DATA, readings, TOOLING } from '../fakes/inventory';
import { withPlan } from '../fakes/planned';

const AWS = 'arn:aws:iam::aws:policy';
const ASKED = {
  recipe: 'people',
  who: `arn:aws:iam::${TOOLING}:user/anna`,
  trustingAccount: DATA,
  bucket: '',
  managedPolicies: `${AWS}/ReadOnlyAccess`,
  roleName: 'x-ops',
} as const;

/** A console whose Data has the role by a plan of it, and was read since. */
async function withStanding(boundary: string) {
  const world = readings();
  const console = fakeConsole({ world });
  const made = await console.plan(ASKED);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await withPlan(console, made.value.planId).apply();
  world[DATA]?.RoleDetailList.push({
    Path: '/drawbridge-managed/',
    RoleName: 'x-ops',
    RoleId: 'AROAXOPS',
    Arn: `arn:aws:iam::${DATA}:role/drawbridge-managed/x-ops`,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
    Tags: [{ Key: 'drawbridge:plan', Value: made.value.planId }],
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundary,
    },
  });
  return console;
}

it.each(['x-ops', 'X-Ops'])(
  'refuses a boundary for a role that stands with another, called %s',
  async (roleName) => {
    const console = await withStanding(`${AWS}/ReadOnlyAccess`);
    const boundary = `${AWS}/SecurityAudit`;
    expect(await console.plan({ ...ASKED, roleName, boundary })).toMatchObject({
      ok: false,
      error: { fields: { boundary: expect.stringContaining('x-ops stands already') } },
    });
  },
);

it('takes the boundary that a standing role has, and says what else stays', async () => {
  const boundary = `${AWS}/SecurityAudit`;
  const console = await withStanding(boundary);
  const managedPolicies = `${AWS}/ViewOnlyAccess`;
  const plan = await console.plan({ ...ASKED, managedPolicies, boundary });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const stored = console.deps.plans.rows.get(plan.value.planId);
  expect(stored?.body.warnings.join(' ')).toContain(
    'its boundary are not changed, and policies that it has beside these stay.',
  );
});
