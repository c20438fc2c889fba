import * as z from 'zod';
import { PlanId } from '@/lib/core/ids';

export const PreflightId = z.enum([
  'least-privilege',
  'simulator',
  'network-path',
  'resource-policies',
  'temporary-credentials',
  'regions',
  'cloudtrail',
  'logs',
]);
export type PreflightId = z.infer<typeof PreflightId>;

export const AttestInput = z.strictObject({
  planId: PlanId,
  item: PreflightId,
  isChecked: z.boolean(),
});
export type AttestInput = z.infer<typeof AttestInput>;

/** One thing to be sure of before a plan: checked by us, or vouched for by a person. */
export type PreflightView = {
  id: PreflightId;
  title: string;
  /** `open`: nobody has checked it. `attention`: we looked, and it is not as it should be. */
  state: 'ok' | 'attention' | 'open' | 'attested';
  sentence: string;
  attested: { name: string; at: string } | null;
};
