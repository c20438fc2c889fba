import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { BankView, BridgeView, PartyView } from '@/lib/core/views';
import { assumePolicyName } from '@/lib/iam/render/assume-policy';
import type { Actor, Clock } from '@/lib/ports';
import type { FoundBucket } from './fields/bucket';
import type { Who } from './fields/who';
import { judgeShare } from './judge-share';
import { type Refusals, refusalsOf } from './plan/documents-after';
import {
  type ShareDocuments,
  type ShareRequest,
  shareDocuments,
} from './recipes/share-bucket';
import { type ResolveDeps, type ResolvedDraft, resolveDraft } from './resolve-draft';
import { guardsOf } from './say/guards';
import { sayMembers, sayWho, sidesOf } from './say/sides';
import type { DraftFields, PreviewInput, PreviewView } from './schema';
import { countAble } from './world/count-account';
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
  const draft = await resolveDraft(deps, fields, world, deps.clock.now());
  return ok(viewOf(fields, draft, world));
}

function viewOf(
  fields: DraftFields,
  draft: ResolvedDraft,
  world: KnownWorld,
): PreviewView {
  const { who, bucket, request } = draft;
  const known = {
    fieldErrors: draft.errors,
    fieldWarnings: draft.warnings,
    missing: draft.missing,
    who: who && partyOf(who),
    found: bucket && {
      bucket: bucket.name,
      accountId: bucket.account.id,
      accountName: bucket.account.name,
      region: bucket.region,
    },
    suggestedRoleName: draft.suggestedRoleName,
    cleaned: draft.cleaned,
    guards: guardsOf(fields),
  };
  const members = who?.kind === 'group' ? sayMembers(who) : null;
  if (!request || !who || !bucket)
    return { ...known, bridge: unfinished(draft), whoCount: members, documents: [] };
  const documents = shareDocuments(request);
  const refusals = refusalsOf(request, documents, standingIn(world, request));
  if (Object.keys(refusals).length > 0)
    return { ...known, ...refused(draft, refusals), whoCount: members };
  const after = worldAfter(world, request, documents);
  const isAccount = request.trusted.kind === 'account';
  const able = isAccount ? countAble(after, who.account.id, documents.roleArn) : null;
  return {
    ...known,
    bridge: judgeShare(after, request, sidesOf(who, bucket)).bridge,
    whoCount: able === null ? members : sayAble(able, who),
    documents: listDocuments(request, documents),
  };
}

/** The plan would be refused: nothing is claimed that cannot come. */
const refused = (draft: ResolvedDraft, refusals: Refusals) => ({
  fieldErrors: refusals,
  bridge: unfinished({ ...draft, errors: refusals }),
  documents: [],
});

const partyOf = ({ kind, arn, name, account }: Who): PartyView => ({
  kind,
  arn,
  name,
  accountId: account.id,
  accountName: account.name,
  isOutside: false,
});

const sayAble = (count: number, { account }: Who): string =>
  count === 1
    ? `1 user or role in ${account.name} whose own policies allow it`
    : `${count} users and roles in ${account.name} whose own policies allow it`;

function listDocuments(
  { roleName, who }: ShareRequest,
  { trust, permissions, assume }: ShareDocuments,
): PreviewView['documents'] {
  return [
    { title: `Trust policy of ${roleName}`, json: trust },
    { title: `Permissions of ${roleName}`, json: permissions },
    { title: `${assumePolicyName(roleName)} on ${who.kind} ${who.name}`, json: assume },
  ];
}

/** The picture of what is known so far. Nothing is claimed about the deck. */
function unfinished({ who, bucket, errors, missing }: ResolvedDraft): BridgeView {
  const hasErrors = Object.keys(errors).length > 0;
  return {
    left: who ? leftOf(who) : bank('trusted', 'Who?', 'borrows'),
    right: bucket ? rightOf(bucket) : bank('trusting', 'To what?', 'owns'),
    deck: 'untested',
    label: '',
    locks: [],
    sentence: hasErrors
      ? 'Correct the marked fields to see the verdict.'
      : askFor(missing),
  };
}

function askFor(missing: ResolvedDraft['missing']): string {
  if (missing.includes('who') && missing.includes('bucket'))
    return 'Say who needs access, and to what.';
  if (missing.includes('who')) return 'Say who needs access.';
  if (missing.includes('bucket')) return 'Say to what.';
  return missing.includes('externalId')
    ? 'Give the external ID to see the verdict.'
    : 'Give the permissions to see the verdict.';
}

const bank = (shape: BankView['shape'], title: string, subtitle: string): BankView => ({
  shape,
  title,
  subtitle,
  accountId: null,
  isProduction: false,
});

const leftOf = (who: Who): BankView => ({
  shape: 'trusted',
  title: sayWho(who),
  subtitle: who.account.name,
  accountId: who.account.id,
  isProduction: who.account.isProduction,
});

const rightOf = ({ name, account }: FoundBucket): BankView => ({
  shape: 'trusting',
  title: name,
  subtitle: account.name,
  accountId: account.id,
  isProduction: account.isProduction,
});
