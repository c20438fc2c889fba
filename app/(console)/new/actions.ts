'use server';
import { defineAction } from '@/lib/server/define-action';
import { createPlan } from '@/lib/setup/create-plan';
import { CreatePlanInput } from '@/lib/setup/schema';

export const createPlanAction = defineAction(
  { permission: 'plan:create', input: CreatePlanInput },
  ({ ports, actor }, input) => createPlan(ports, actor, input),
);
