import type { AppError } from '@/lib/core/errors';
import { describeError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor, DraftStore, StoredPlan } from '@/lib/ports';
import { changePlan } from '../change-plan';
import { createPlan } from '../create-plan';
import { whyNoHandOut } from '../fields/hands-out';

export type AgainDeps = Parameters<typeof changePlan>[0] &
  Parameters<typeof createPlan>[0] & {
    drafts: Pick<DraftStore, 'find' | 'save' | 'remove'>;
  };

/** Plans a standing crossing once more by its form, with the console let in beside. */
export async function planAgain(
  deps: AgainDeps,
  actor: Actor,
  { id: planId, body }: StoredPlan,
): Promise<Result<{ planId: string }, AppError>> {
  const why = whyNoHandOut(body.fields);
  if (why) return err({ kind: 'conflict', message: why });
  const opened = await changePlan(deps, actor, { planId });
  if (!opened.ok) return opened;
  const { draftId } = opened.value;
  const draft = await deps.drafts.find(actor.workspaceId, actor.userId, draftId);
  if (!draft) return err({ kind: 'not_found', what: 'This draft' });
  await deps.drafts.save({ ...draft, fields: { ...draft.fields, handsOut: true } });
  const planned = await createPlan(deps, actor, { draftId });
  if (planned.ok) return planned;
  await deps.drafts.remove(actor.workspaceId, draftId);
  return planned.error.kind === 'already_so'
    ? err(alreadySo(body.roleName))
    : err(notAgain(body.roleName, planned.error));
}

export const alreadySo = (roleName: string): AppError => ({
  kind: 'already_so',
  message: `No change: ${roleName} trusts this console already. Say on its page who may take it; where nobody can yet, read the account again first.`,
});

const notAgain = (roleName: string, error: AppError): AppError => ({
  kind: 'conflict',
  message: `The crossing that stands on ${roleName} cannot be planned again as it is: ${describeError(error)} Open its plan, choose Change, and tick “Let this console hand it out”.`,
});
