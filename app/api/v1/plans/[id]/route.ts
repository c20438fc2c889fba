import * as z from 'zod';
import { PlanId } from '@/lib/core/ids';
import { defineRoute } from '@/lib/server/define-route';
import { getPlan } from '@/lib/setup/get-plan';

export const GET = defineRoute(
  { permission: 'plan:read', input: z.strictObject({ id: PlanId }) },
  ({ ports, actor }, { id }) => getPlan(ports, actor, id),
);
