'use server';
import { defineAction } from '@/lib/server/define-action';
import { PlanMendInput, planMend } from '@/lib/setup/mend/plan-mend';

export const planMendAction = defineAction(
  { permission: 'plan:create', input: PlanMendInput },
  ({ ports, actor }, input) => planMend(ports, actor, input),
);
