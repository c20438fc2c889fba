import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { audiencesIn } from '@/lib/core/provider-text';
import { err, ok, type Result } from '@/lib/core/result';
import { tagList, tagTextIn } from '@/lib/core/role-tag';
import type { Aws, ConnectionOf, PlanStore, StoredPlan, TargetState } from '@/lib/ports';
import { type Piece, roleOf } from '../recipes/piece';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';
import { stateInReading } from '../world/state-in-reading';
import { isOurs } from './is-ours';
import { lastOfCrossing } from './leftovers';
import type { LivePiece } from './plan-steps';
import { sayTarget, targetName } from './say-target';

export type ReadLiveDeps = {
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'readTarget'>;
  plans: Pick<PlanStore, 'find'>;
};

/**
 * Reads what stands at AWS now. An object that is not ours ends the plan.
 *
 * @param chain the plan that is changed and those it had replaced, newest first
 */
export async function readLive(
  deps: ReadLiveDeps,
  world: KnownWorld,
  pieces: Piece[],
  chain: StoredPlan[] = [],
): Promise<Result<LivePiece[], AppError>> {
  const read = readerOf(deps, world);
  const theirs = theirsOf(deps, world, chain);
  const found: LivePiece[] = [];
  for (const piece of pieces) {
    const live = theirs(piece) ?? known(found, piece) ?? (await read(piece));
    if (!live.ok) return live;
    const refusal = await refuse(deps, world.workspaceId, piece, live.value);
    if (refusal) return err(refusal);
    found.push({ piece, live: live.value });
  }
  return ok(found);
}

/** Asks AWS; of an account without a connection the latest reading, if there is one. */
function readerOf({ aws, ...deps }: ReadLiveDeps, { accounts, readings }: KnownWorld) {
  const connectionTo = connectionIn(deps, accounts);
  return async ({ accountId, target }: Piece): Promise<Result<TargetState, AppError>> => {
    const connection = connectionTo(accountId);
    if (!connection)
      return ok(stateInReading(readings.get(accountId)?.collected, target));
    const state = await aws.readTarget(connection, target);
    return state.ok ? state : err(appErrorOf(state.error, accountId));
  };
}

/** What an owner has run for the crossing that is changed: it cannot be asked for, and was proven. */
function theirsOf(
  deps: ReadLiveDeps,
  { accounts }: KnownWorld,
  chain: StoredPlan[],
): (piece: Piece) => Result<TargetState, never> | null {
  const connectionTo = connectionIn(deps, accounts);
  const lastOf = lastOfCrossing(chain);
  return (piece) => {
    const last = connectionTo(piece.accountId) === null ? lastOf(piece) : null;
    if (last === null || last.after === null) return null;
    const tags = 'tags' in last.write ? last.write.tags : {};
    return ok({ exists: true, document: last.after, tags, id: null });
  };
}

/** What the reading of the role or policy itself has told already, or that there is none. */
function known(
  found: LivePiece[],
  { accountId, target }: Piece,
): Result<TargetState, AppError> | null {
  if (target.kind === 'policy-document')
    return policyOf(found, accountId, target.policyArn);
  const roleName = roleOf(target);
  const role = found.find(
    ({ piece }) =>
      piece.target.kind === 'role' &&
      piece.target.roleName === roleName &&
      piece.accountId === accountId,
  );
  if (!role) return null;
  if (target.kind === 'trust' || !role.live.exists) return ok(role.live);
  return target.kind === 'role-tag' ? ok(tagState(role.live.tags, target.key)) : null;
}

function policyOf(
  found: LivePiece[],
  accountId: string,
  policyArn: string,
): Result<TargetState, AppError> | null {
  const policy = found.find(
    ({ piece }) =>
      piece.target.kind === 'managed-policy' &&
      piece.target.policyArn === policyArn &&
      piece.accountId === accountId,
  );
  return policy ? ok(policy.live) : null;
}

function tagState(tags: Record<string, string>, key: string): TargetState {
  const document = tagTextIn(tagList(tags), key);
  return document === null
    ? { exists: false }
    : { exists: true, document, tags: {}, id: null };
}

/** AWS shows a principal that is gone as its id, and takes no policy that names one. */
const DELETED_PRINCIPAL = /"A(?:ROA|IDA)[A-Z0-9]{12,}"/;

async function refuse(
  deps: ReadLiveDeps,
  workspaceId: WorkspaceId,
  piece: Piece,
  live: TargetState,
): Promise<AppError | null> {
  if (!live.exists) return null;
  const { content, target, accountId } = piece;
  const isGuarded = content.kind === 'object' && content.ifForeign === 'refuse';
  if (isGuarded && !(await isOurs(deps, workspaceId, piece, live.tags)))
    return conflict(
      `${targetName(target)} exists already in ${accountId}, and no plan of this workspace made it. Take another name for the ${target.kind === 'managed-policy' ? 'policy' : 'role'}.`,
    );
  const audience = refusedAudience(piece, live.document);
  if (audience !== null)
    return conflict(
      `${targetName(target)} exists already in ${accountId} and does not take the audience ${audience}, so every token would be refused. Read the account again: a new plan adds it.`,
    );
  return content.kind === 'merged' && DELETED_PRINCIPAL.test(live.document)
    ? conflict(
        `${sayTarget(target)} names a principal that was deleted. Remove it there before this plan adds another.`,
      )
    : null;
}

/** The audience that a provider which stands already does not take. */
function refusedAudience({ content }: Piece, document: string): string | null {
  if (content.kind !== 'object' || content.write.kind !== 'create-oidc-provider')
    return null;
  const known = audiencesIn(document);
  return known
    ? (content.write.clientIds.find((id) => !known.includes(id)) ?? null)
    : null;
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
