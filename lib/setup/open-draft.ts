import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, DraftStore, Random, StoredDraft } from '@/lib/ports';
import { DraftFields, type DraftView } from './schema';

type Deps = {
  drafts: Pick<DraftStore, 'latest' | 'save'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

/** The person's draft, where they left it; a new one when there is none. */
export async function openDraft(
  deps: Deps,
  actor: Actor,
): Promise<Result<DraftView, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const { workspaceId, userId } = actor;
  const latest = await deps.drafts.latest(workspaceId, userId);
  if (latest) return ok(viewOf(latest));
  const draft: StoredDraft = {
    id: deps.random.uuid(),
    workspaceId,
    userId,
    step: 'recipe',
    fields: DraftFields.parse({}),
    savedAt: deps.clock.now(),
  };
  await deps.drafts.save(draft);
  return ok(viewOf(draft));
}

const viewOf = ({ id, step, fields, savedAt }: StoredDraft): DraftView => ({
  id,
  step,
  fields,
  savedAt: savedAt.toISOString(),
});
