'use server';
import { defineAction } from '@/lib/server/define-action';
import { createPlan } from '@/lib/setup/create-plan';
import { saveDraft } from '@/lib/setup/save-draft';
import { CreatePlanInput, SaveDraftInput } from '@/lib/setup/schema';

export const saveDraftAction = defineAction(
  { permission: 'setup:draft', input: SaveDraftInput },
  ({ ports, actor }, input) => saveDraft(ports, actor, input),
);

export const createPlanAction = defineAction(
  { permission: 'plan:create', input: CreatePlanInput },
  ({ ports, actor }, input) => createPlan(ports, actor, input),
);
