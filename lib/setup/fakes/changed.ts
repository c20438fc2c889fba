import { changePlan } from '../change-plan';
import { createPlan } from '../create-plan';
import { getPlan } from '../get-plan';
import type { DraftFields } from '../schema';
import type { fakeConsole } from './console';
import { withPlan } from './planned';

type Console = ReturnType<typeof fakeConsole>;

/** A crossing of these fields, written. */
export async function standing(console: Console, fields: Partial<DraftFields>) {
  const plan = await console.plan(fields);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const first = withPlan(console, plan.value.planId);
  await first.apply();
  return first;
}

/** What comes of opening a plan in the wizard and changing its fields. */
export async function planChange(
  { deps, actor }: Console,
  planId: string,
  change: Partial<DraftFields>,
) {
  const opened = await changePlan(deps, actor, { planId });
  if (!opened.ok) return opened;
  const { draftId } = opened.value;
  const draft = await deps.drafts.find(actor.workspaceId, actor.userId, draftId);
  if (!draft) throw new Error('no draft');
  await deps.drafts.save({ ...draft, fields: { ...draft.fields, ...change } });
  return createPlan(deps, actor, { draftId });
}

/** A planned change of a crossing, as the review shows it. */
export async function changed(
  console: Console,
  planId: string,
  change: Partial<DraftFields>,
) {
  const plan = await planChange(console, planId, change);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const next = withPlan(console, plan.value.planId);
  const view = await getPlan(console.deps, console.actor, next.planId);
  if (!view.ok) throw new Error(view.error.kind);
  return { ...next, view: view.value };
}
