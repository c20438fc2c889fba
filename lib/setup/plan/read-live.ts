import { appErrorOf } from '@/lib/core/aws-failure';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Aws,
  AwsConnection,
  ConnectionOf,
  PlanStore,
  TargetState,
} from '@/lib/ports';
import { type Piece, roleOf } from '../recipes/piece';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';
import { type LivePiece, PLAN_TAG } from './plan-steps';
import { sayTarget, targetName } from './say-target';

export type ReadLiveDeps = {
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'readTarget'>;
  plans: Pick<PlanStore, 'find'>;
};

/** Reads what stands at AWS now. An object that is not ours ends the plan. */
export async function readLive(
  deps: ReadLiveDeps,
  world: KnownWorld,
  pieces: Piece[],
): Promise<Result<LivePiece[], AppError>> {
  const connections = connectionsTo(deps, world, pieces);
  if (!connections.ok) return connections;
  const found: LivePiece[] = [];
  for (const [index, connection] of connections.value.entries()) {
    const piece = pieces[index] as Piece; // there is a connection for each piece
    const live = known(found, piece) ?? (await read(deps, connection, piece));
    if (!live.ok) return live;
    const refusal = await refuse(deps, world.workspaceId, piece, live.value);
    if (refusal) return err(refusal);
    found.push({ piece, live: live.value });
  }
  return ok(found);
}

/** The way to each piece; nothing is read while one of them cannot be reached. */
function connectionsTo(
  deps: ReadLiveDeps,
  { accounts }: KnownWorld,
  pieces: Piece[],
): Result<AwsConnection[], AppError> {
  const connectionTo = connectionIn(deps, accounts);
  const connections: AwsConnection[] = [];
  for (const { accountId } of pieces) {
    const connection = connectionTo(accountId);
    if (!connection) return err({ kind: 'no_connection', accountId });
    connections.push(connection);
  }
  return ok(connections);
}

/** What the reading of the role itself has told already: its trust, or that there is none. */
function known(
  found: LivePiece[],
  { accountId, target }: Piece,
): Result<TargetState, AppError> | null {
  const roleName = roleOf(target);
  const role = found.find(
    ({ piece }) =>
      piece.target.kind === 'role' &&
      piece.target.roleName === roleName &&
      piece.accountId === accountId,
  );
  if (!role) return null;
  return target.kind === 'trust' || !role.live.exists ? ok(role.live) : null;
}

async function read(
  { aws }: ReadLiveDeps,
  connection: AwsConnection,
  { target }: Piece,
): Promise<Result<TargetState, AppError>> {
  const state = await aws.readTarget(connection, target);
  return state.ok ? state : err(appErrorOf(state.error, connection.accountId));
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
      `${targetName(target)} exists already in ${accountId}, and no plan of this workspace made it. Take another name for the role.`,
    );
  return content.kind === 'merged' && DELETED_PRINCIPAL.test(live.document)
    ? conflict(
        `${sayTarget(target)} names a principal that was deleted. Remove it there before this plan adds another.`,
      )
    : null;
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });

/** Whether a plan of this workspace made the object, by the tag that it gave it. */
async function isOurs(
  { plans }: ReadLiveDeps,
  workspaceId: WorkspaceId,
  { accountId, target }: Piece,
  tags: Record<string, string>,
): Promise<boolean> {
  const planId = tags[PLAN_TAG];
  const plan = planId ? await plans.find(workspaceId, planId) : null;
  const steps = plan?.steps.filter((step) => step.accountId === accountId) ?? [];
  return steps.some((step) => canonicalJson(step.target) === canonicalJson(target));
}
