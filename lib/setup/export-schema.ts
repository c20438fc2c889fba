import * as z from 'zod';
import { AccountId, PlanId } from '@/lib/core/ids';

export const ExportFormat = z.enum([
  'cloudformation',
  'terraform',
  'bash',
  'powershell',
  'json',
]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** One file of a plan. Terraform and JSON may hold every account, the others hold one. */
export const ExportPlanInput = z.strictObject({
  id: PlanId,
  format: ExportFormat,
  account: AccountId.optional(),
});
export type ExportPlanInput = z.infer<typeof ExportPlanInput>;
