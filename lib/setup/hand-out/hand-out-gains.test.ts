import { expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { DATA, readings, TOOLING } from '../fakes/inventory';
import { withPlan } from '../fakes/planned';
import type { PlanFixture } from '../plan/plan-fixture';
import { handOutRole } from './hand-out-role';

const BROKER = 'drawbridge-hub-broker';
const TRUST = { Version: '2012-10-17', Statement: [] };
const MAY_ALL = {
  ...TRUST,
  Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }],
};

/** What this console signs in as, which a user of the account may become. */
function withBroker() {
  const world = readings();
  const [pattern] = world[TOOLING]?.RoleDetailList ?? [];
  const anna = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${TOOLING}:user/anna` },
    Action: 'sts:AssumeRole',
  };
  if (pattern)
    world[TOOLING]?.RoleDetailList.push({
      ...pattern,
      Path: '/drawbridge/',
      RoleName: BROKER,
      RoleId: 'AROABroker',
      Arn: `arn:aws:iam::${TOOLING}:role/drawbridge/${BROKER}`,
      AssumeRolePolicyDocument: { ...TRUST, Statement: [anna] } as never,
      RolePolicyList: [{ PolicyName: 'hand-out', PolicyDocument: MAY_ALL as never }],
    });
  const console = fakeConsole({ world });
  const trust = JSON.stringify(TRUST);
  console.deps.aws.roles.set(`${DATA} Data-Reader`, { trust, tags: {} });
  return console;
}

it('lists the console, and whoever can become what it signs in as', async () => {
  const console = withBroker();
  const role = `arn:aws:iam::${DATA}:role/Data-Reader`;
  const made = await handOutRole(console.deps, console.actor, { role });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const { view } = withPlan(console, made.value.planId).stored();
  const { gains, gainsUnknown } = view as PlanFixture;
  expect(gains.map(({ who, how }) => [who.name, how])).toEqual([
    [BROKER, expect.stringContaining('hands it out')],
    ['anna', expect.stringContaining(`by taking ${BROKER}, then Data-Reader`)],
  ]);
  expect(gainsUnknown).toEqual([]);
});
