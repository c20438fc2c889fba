import { nameOfArn } from '@/lib/core/arn';
import { ok } from '@/lib/core/result';
import { sameDocument } from '@/lib/core/same-document';
import { hostOfProvider } from '@/lib/iam/doctor/trusted-issuers';
import { conditionsOn, isGuardedBy } from '@/lib/iam/findings/conditions';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { StoredStep } from '@/lib/ports';
import { isHandedDown } from '../end/is-handed-down';
import { writtenQuarantine } from '../end/quarantine';
import { liftOf } from '../end/run-quarantine';
import { documentOf } from '../plan/plan-steps';
import { writeOf } from '../plan/write-of';
import { stepsToUndo } from '../undo/bonds-of-others';
import { loadWorld, type WorldDeps } from '../world/load-world';
import { type Move, makeStep } from './make-step';
import type { Outcome, Run, RunDeps } from './run-deps';
import { takeOut } from './take-out';

type UndoRun = Run<RunDeps & WorldDeps>;

/** Puts back what the plan wrote, newest first, byte for byte. */
export async function undoSteps(run: UndoRun): Promise<Outcome> {
  for (const move of inOrder(run, stepsToUndo(run.plan).reverse())) {
    const outcome = await makeStep(run, move);
    if (outcome !== 'done') return outcome;
    move.step.state = 'undone';
  }
  return 'done';
}

/**
 * The quarantine is lifted last of all, but before its role is deleted, which AWS refuses while
 * it has a policy. Where an earlier plan is removed next, it is handed down to that.
 */
function inOrder(run: UndoRun, steps: StoredStep[]): Move[] {
  const { plan } = run;
  const moves = steps.map((step) => undoOf(run, step));
  const quarantine = writtenQuarantine(plan);
  if (!quarantine || isHandedDown(plan)) return moves;
  const atRole = steps.findIndex(({ target }) => target.kind === 'role');
  return moves.toSpliced(atRole < 0 ? steps.length : atRole, 0, liftOf(quarantine));
}

function undoOf(run: UndoRun, step: StoredStep): Move {
  const move = { step, direction: 'undo', from: 'after', to: 'before' } as const;
  const write = writeOf(step.target, step.before);
  const taking = (live: string | null) => takeOut(step, live);
  switch (step.target.kind) {
    case 'role':
      return { ...move, write, veto: openRole(step, step.target.roleName) };
    case 'oidc-provider':
    case 'saml-provider':
      return { ...move, write, veto: sharedProvider(run, step.target.providerArn) };
    case 'provider-audience':
      return { ...move, write, veto: sharedAudience(run, step.target), takeOut: taking };
    default:
      return { ...move, write, takeOut: taking };
  }
}

/** A role is deleted only while its trust is the one we made it with: nobody has opened it then. */
function openRole(step: StoredStep, roleName: string): NonNullable<Move['veto']> {
  return async (run, connection) => {
    const live = await run.deps.aws.readTarget(connection, step.target);
    if (!live.ok) return live;
    const isClosed = sameDocument(documentOf(live.value), step.after);
    return ok(
      isClosed
        ? null
        : `The trust policy of ${roleName} was changed by somebody else, so the role was not deleted.`,
    );
  };
}

/**
 * A provider is deleted only while no other role trusts it: AWS would let it go, and whoever
 * signs in there for that role would be out. As the accounts were read last.
 */
function sharedProvider(run: UndoRun, providerArn: string): NonNullable<Move['veto']> {
  return async (_, { accountId }) => {
    const other = await otherRole(run, accountId, ({ principal }) =>
      Boolean(principal?.federated.includes(providerArn)),
    );
    return ok(
      other && `${other} trusts this provider too, so the provider was not deleted.`,
    );
  };
}

/**
 * So is an audience taken from a provider only while no other role may take its tokens for it: one
 * that names the audience, one that asks for it by a pattern, and one that asks for none.
 */
function sharedAudience(
  run: UndoRun,
  { providerArn, audience }: { providerArn: string; audience: string },
): NonNullable<Move['veto']> {
  const key = `${hostOfProvider(providerArn)}:aud`;
  // Some roles ask for it in any letters; to leave it takes nothing from anybody.
  const lower = audience.toLowerCase();
  const mayTake = (statement: ParsedStatement): boolean =>
    !isGuardedBy(statement, key) ||
    conditionsOn(statement, key).some(({ values }) =>
      values.some(({ raw }) => raw.toLowerCase() === lower || PATTERN.test(raw)),
    );
  const takesIt = (statement: ParsedStatement): boolean =>
    statement.effect === 'Allow' &&
    Boolean(statement.principal?.federated.includes(providerArn)) &&
    mayTake(statement);
  return async ({ deps, plan }, connection) => {
    const roleName = nameOfArn(plan.body.roleArn);
    // What this plan wrote in the trust of its own role is out by now.
    const own = await deps.aws.readTarget(connection, { kind: 'trust', roleName });
    if (!own.ok) return own;
    const trust = rememberPolicy(documentOf(own.value) ?? '', 'trust');
    const other = trust.statements.some(takesIt)
      ? roleName
      : await otherRole(run, connection.accountId, takesIt);
    return ok(
      other &&
        `${other} takes tokens of this provider for the audience ${audience} too, so the provider still takes it.`,
    );
  };
}

const PATTERN = /[*?$]/;

/** The name of a role beside the plan's own of whose trust a statement is meant. */
async function otherRole(
  { deps, plan }: UndoRun,
  accountId: string,
  isMeant: (statement: ParsedStatement) => boolean,
): Promise<string | null> {
  const { readings } = await loadWorld(deps, plan.workspaceId);
  const other = readings
    .get(accountId)
    ?.collected.RoleDetailList.find(
      ({ Arn, AssumeRolePolicyDocument }) =>
        Arn !== plan.body.roleArn &&
        rememberPolicy(AssumeRolePolicyDocument, 'trust').statements.some(isMeant),
    );
  return other?.RoleName ?? null;
}
