import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { BridgeView } from '@/lib/core/views';
import type { Actor, Clock } from '@/lib/ports';
import { freshText, refusalsOf } from './plan/piece-after';
import { quotaRefusals } from './plan/quotas';
import { fitTrusts } from './plan/shorter-trust';
import type { PreviewView } from './preview-view';
import type { Piece } from './recipes/piece';
import type { ResolveDeps, ResolvedDraft } from './recipes/recipe';
import { resolveDraft } from './recipes/resolve-draft';
import type { PreviewInput } from './schema';
import { type KnownWorld, loadWorld, type WorldDeps } from './world/load-world';
import { withTold } from './world/with-told';
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
  const now = deps.clock.now();
  const read = await loadWorld(deps, actor.workspaceId);
  const world = withTold(read, fields, now);
  const draft = await resolveDraft(deps, fields, world, now);
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
  const { pieces } = access;
  const fitted = fitTrusts(world, pieces.filter(isRead));
  const refusals = {
    ...quotaRefusals(world, fitted.pieces),
    ...refusalsOf(pieces, (piece) => standingIn(world, piece)),
  };
  if (Object.keys(refusals).length > 0) return { ...view, ...refused(draft, refusals) };
  const after = worldAfter(world, pieces);
  return {
    ...view,
    fieldWarnings: { ...view.fieldWarnings, ...fitted.warnings },
    bridge: access.judge(after).bridge,
    whoCount: access.countWho(after) ?? view.whoCount,
    documents: listDocuments(pieces),
  };
}

/** A reading tells of no instance profile: of those the plan tells, which asks AWS. */
const isRead = ({ target }: Piece): boolean => target.kind !== 'instance-profile';

/** The plan would be refused: nothing is claimed that cannot come. */
const refused = (draft: ResolvedDraft, refusals: ResolvedDraft['errors']) => ({
  fieldErrors: refusals,
  bridge: unfinished({ ...draft, errors: refusals }),
  documents: [],
});

/** The owner's side first, and on each what opens before what it opens to. */
function listDocuments(pieces: Piece[]): PreviewView['documents'] {
  const shown = pieces.filter(({ content }) => content.kind !== 'object').reverse();
  const on = (side: Piece['side']) => shown.filter((piece) => piece.side === side);
  return [...on('trusting'), ...on('trusted')].flatMap((piece) => {
    const json = freshText(piece);
    return json === null ? [] : [{ title: piece.title, json }];
  });
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
