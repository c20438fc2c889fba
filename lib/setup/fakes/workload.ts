import type { DraftFields } from '../schema';
import { consoleWithKey } from './console-with-key';
import { TOOLING } from './inventory';
import { withPlan } from './planned';

/** An instance of Tooling, to an encrypted bucket of Data. */
export const WORKLOAD: Partial<DraftFields> = {
  recipe: 'workload-bucket',
  who: '',
  workload: 'ec2',
  trustedAccount: TOOLING,
  bucket: 'app-logs',
  access: 'both',
};

/** Its plan, and the ways to move it on. */
export async function plannedWorkload(console = consoleWithKey()) {
  const plan = await console.plan(WORKLOAD);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return withPlan(console, plan.value.planId);
}
