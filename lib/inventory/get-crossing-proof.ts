import { requirePermission } from '@/lib/auth/permissions';
import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ProofNodeView } from '@/lib/core/views';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Actor, CrossingStore } from '@/lib/ports';
import { askAssume } from './ask-assume';
import { bridgeOf, sentenceOf } from './bridge-of';
import type { Asked } from './doctor/asked';
import { mendDenial } from './doctor/mend-denial';
import { mendPlanOf } from './doctor/mend-plan';
import { judgeCrossing } from './judge-crossing';
import { proofNodesOf, trustNodeNaming } from './proof-nodes';
import type { CrossingProof, CrossingRow } from './schema';
import { type InventoryWorld, loadWorld, type WorldDeps } from './world';

type Deps = WorldDeps & { crossings: Pick<CrossingStore, 'find'> };

/** Why a crossing stands as it does: asked again of the latest reading, policy by policy. */
export async function getCrossingProof(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<CrossingProof, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const [row, world] = await Promise.all([
    deps.crossings.find(actor.workspaceId, id),
    loadWorld(deps, actor.workspaceId),
  ]);
  return row
    ? ok(proveCrossing(row, world))
    : err({ kind: 'not_found', what: 'This crossing' });
}

function proveCrossing(row: CrossingRow, world: InventoryWorld): CrossingProof {
  const question = askAssume(row.who, row.role.arn);
  if (!question) return proveDeleted(row, world);
  const isIdle = isIdleAccount(row, world.facts);
  const facts = isIdle ? withoutAccount(world.facts, row.who.accountId) : world.facts;
  const answer = evaluate(facts, question);
  const crossing = isIdle
    ? row
    : { ...row, ...judgeCrossing(answer, row.who, world.names) };
  return {
    crossing,
    bridge: bridgeOf(crossing, answer),
    sentence: sentenceOf(crossing),
    nodes: proofNodesOf(answer, world.names).map((node) =>
      inContext(node, crossing, isIdle),
    ),
    ...mendHalf(crossing, { request: question, world, answer }),
  };
}

/** Whoever stands for many has no half that could be added: it would let in all of them. */
const isOne = ({ kind }: CrossingRow['who']): boolean =>
  kind === 'user' || kind === 'role';

type HalfMend = Pick<CrossingProof, 'mends' | 'mendPlan'>;
const NO_MEND: HalfMend = { mends: [], mendPlan: null };

/** What adds the half that is missing. */
const mendHalf = ({ who, halves, deck }: CrossingRow, asked: Asked): HalfMend =>
  isOne(who) && halves !== 'both' && deck === 'denied'
    ? {
        mends: mendDenial(asked).filter(({ statement }) => statement !== null),
        mendPlan: mendPlanOf(asked),
      }
    : NO_MEND;

/** A whole account that was read: those in it who can cross have rows of their own. */
const isIdleAccount = ({ who }: CrossingRow, { accounts }: WorldFacts): boolean =>
  who.kind === 'account' && accounts.has(who.accountId ?? '');

/** The stand-in for everybody of an account is known only where the account was not read. */
function withoutAccount(world: WorldFacts, accountId: string | null): WorldFacts {
  const accounts = new Map(world.accounts);
  accounts.delete(accountId ?? '');
  return { ...world, accounts };
}

function proveDeleted(row: CrossingRow, world: InventoryWorld): CrossingProof {
  const account = world.facts.accounts.get(parseArn(row.role.arn)?.accountId ?? '');
  const role = account?.rolesByArn.get(row.role.arn);
  const node = role && trustNodeNaming(role, row.who.arn, world.names);
  return {
    crossing: row,
    bridge: bridgeOf(row, null),
    sentence: sentenceOf(row),
    nodes: node ? [node] : [],
    ...NO_MEND,
  };
}

/** What the engine cannot know: whose the account is that it has no reading of. */
function inContext(
  node: ProofNodeView,
  { who }: CrossingRow,
  isIdle: boolean,
): ProofNodeView {
  if (node.verdict !== 'not-read' || !node.id.startsWith('identity')) return node;
  if (isIdle) {
    const sentence = `No user or role in ${who.name} has a policy that allows it.`;
    return { ...node, verdict: 'silent', sentence };
  }
  if (!who.isOutside) return node;
  const name =
    who.kind === 'everyone' ? 'Any other account' : (who.accountName ?? who.name);
  const sentence = `${name} is outside the organisation and not ours to read. We assume it allows.`;
  return { ...node, sentence };
}
