import { defineRoute } from '@/lib/server/define-route';
import { download } from '@/lib/server/respond';
import { exportPlan } from '@/lib/setup/export-plan';
import { ExportPlanInput } from '@/lib/setup/export-schema';

export const GET = defineRoute(
  { permission: 'plan:read', input: ExportPlanInput, respond: download },
  ({ ports, actor }, input) => exportPlan(ports, actor, input),
);
