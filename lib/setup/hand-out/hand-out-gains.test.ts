import { expect, it } from 'vitest';
import { BROKER, consoleWithBroker } from '../fakes/console-with-broker';
import { DATA } from '../fakes/inventory';
import { withPlan } from '../fakes/planned';
import type { PlanFixture } from '../plan/plan-fixture';
import { handOutRole } from './hand-out-role';

it('lists the console, and whoever can become what it signs in as', async () => {
  const console = consoleWithBroker();
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
