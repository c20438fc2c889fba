import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { BridgeView } from '@/lib/core/views';
import type { Actor, Clock } from '@/lib/ports';
import { type Refusals, refusalsOf } from './plan/documents-after';
import type { Access, ResolveDeps, ResolvedDraft } from './recipes/recipe';
import { RECIPES } from './recipes/recipes';
import type { PreviewInput, PreviewView } from './schema';
import { type KnownWorld, loadWorld, type WorldDeps } from './world/load-world';
import { standingIn, worldAfter } from './world/world-after';

type PreviewDeps = WorldDeps & ResolveDeps & { clock: Pick<Clock, 'now'> };

/** The verdict on a draft as it is typed: no write, no call to AWS. */
export async function preview(
  deps: PreviewDeps,
  actor: Actor,
  { fields }: PreviewInput,
): Promise<Result<PreviewView, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const world = await loadWorld(deps, actor.workspaceId);
  const { resolve } = RECIPES[fields.recipe];
  const draft = await resolve(deps, fields, world, deps.clock.now());
  return ok(viewOf(draft, world));
}

function viewOf(draft: ResolvedDraft, world: KnownWorld): PreviewView {
  const { access } = draft;
  const view = {
    ...draft.known,
    fieldErrors: draft.errors,
    fieldWarnings: draft.warnings,
    missing: draft.missing,
  };
  if (!access) return { ...view, bridge: unfinished(draft), documents: [] };
  const { request, documents } = access;
  const refusals = refusalsOf(request, documents, standingIn(world, request));
  if (Object.keys(refusals).length > 0) return { ...view, ...refused(draft, refusals) };
  const after = worldAfter(world, request, documents);
  return {
    ...view,
    bridge: access.judge(after).bridge,
    whoCount: access.countWho(after),
    documents: listDocuments(access),
  };
}

/** The plan would be refused: nothing is claimed that cannot come. */
const refused = (draft: ResolvedDraft, refusals: Refusals) => ({
  fieldErrors: refusals,
  bridge: unfinished({ ...draft, errors: refusals }),
  documents: [],
});

function listDocuments({ request, documents }: Access): PreviewView['documents'] {
  const { roleName } = request;
  const { trust, permissions, assume } = documents;
  const { policyName = '', principal, principalName } = assume?.target ?? {};
  return [
    { title: `Trust policy of ${roleName}`, json: trust },
    { title: `Permissions of ${roleName}`, json: permissions },
    ...(assume
      ? [{ title: `${policyName} on ${principal} ${principalName}`, json: assume.text }]
      : []),
  ];
}

/** The picture of what is known so far. Nothing is claimed about the deck. */
function unfinished({ banks, errors, ask }: ResolvedDraft): BridgeView {
  const hasErrors = Object.keys(errors).length > 0;
  return {
    ...banks,
    deck: 'untested',
    label: '',
    locks: [],
    sentence: hasErrors ? 'Correct the marked fields to see the verdict.' : ask,
  };
}
