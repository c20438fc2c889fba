import { notesOf } from '@/lib/core/crossing-notes';
import { isAsItself } from '@/lib/core/is-as-itself';
import type { StepView } from '@/lib/core/views';
import type {
  CallingPlan,
  PlanBody,
  StoredEnd,
  StoredPlan,
  StoredStep,
} from '@/lib/ports';
import { needsOf } from '../guards/asks';
import type { PlanRow, PlanView } from '../plan-views';
import type { ComingUndo } from '../undo/may-undo';
import { accountNameIn } from './account-name-in';
import { isByOwner } from './by-owner';
import { failureView } from './failure-view';
import { isFromForm } from './is-from-form';
import { isUntouched } from './is-untouched';
import type { PlanFixture } from './plan-fixture';
import { planSentence } from './plan-sentence';
import { readFixture } from './read-fixture';
import { whyNotChange } from './why-not-change';

const HASH_DIGITS = 8;

type Beside = {
  graceDays: number;
  /** It was taken over by a later plan, which wrote on nothing that this one wrote. */
  isKept: boolean;
  /** What goes with its role at its end. */
  besides: StoredPlan[];
  /** How it would be undone; null for one that cannot be. */
  undo: ComingUndo | null;
};

/** A stored plan as its page shows it. */
export function planView(plan: StoredPlan, now: Date, beside: Beside): PlanView {
  const fixture = readFixture(plan);
  const { before, after, accounts, added, changed, removed, gains } = fixture;
  return {
    id: plan.id,
    draftId: plan.draftId,
    hash: plan.hash.slice(0, HASH_DIGITS),
    state: plan.state,
    title: plan.title,
    sentence: beside.isKept ? KEPT : planSentence(plan, fixture),
    roleArn: plan.body.roleArn,
    roleName: plan.body.roleName,
    createdAt: plan.createdAt.toISOString(),
    expiresAt: plan.expiresAt.toISOString(),
    isExpired: plan.state === 'ready' && plan.expiresAt <= now,
    before,
    after,
    accounts,
    added,
    changed,
    removed,
    gains,
    gainsUnknown: fixture.gainsUnknown ?? null,
    losses: fixture.losses ?? [],
    findings: fixture.findings ?? { added: [], closed: [] },
    ...waysOn(plan),
    ...madeAs(plan.body),
    warnings: plan.body.warnings,
    steps: plan.steps.map((step) => stepView(step, plan)),
    progress: plan.progress,
    failure: failureView(plan, fixture),
    proof: plan.proof,
    end: endView(plan, beside),
    undo: undoView(beside),
    reviewOn: plan.reviewOn.toISOString(),
    ...notesOf(plan.body.fields),
    handOver: handOverOf(plan.body, fixture),
  };
}

const waysOn = (
  plan: StoredPlan,
): Pick<PlanView, 'whyNotChange' | 'anew' | 'isUntouched'> => ({
  whyNotChange: whyNotChange(plan),
  anew: anewOf(plan),
  isUntouched: isUntouched(plan),
});

/** What kind of plan it is. */
const madeAs = (body: PlanBody) => ({
  isRestore: body.restores !== undefined,
  isAsItself: isAsItself(body),
  isHandOut: body.handsOutAs !== undefined,
  isMend: body.mends === true,
  mendsToken: body.mendsToken === true,
});

/** Something that is written has to be put back before there can be another plan of it. */
function anewOf(plan: StoredPlan): PlanView['anew'] {
  if (!isFromForm(plan.body)) return null;
  if (plan.state === 'undone' || isUntouched(plan)) return 'now';
  return ['stopped', 'suspended', 'left'].includes(plan.state) ? 'after-undo' : null;
}

const KEPT =
  'A later plan has taken this access over. What this one wrote stands as it was.';

const endView = (plan: StoredPlan, { graceDays, besides }: Beside): PlanView['end'] =>
  plan.end && {
    ...endRow(plan.end),
    graceDays,
    besides: besides.map(named),
    quarantine: plan.quarantine && stepView(plan.quarantine, plan),
  };

const undoView = ({ undo }: Beside): PlanView['undo'] =>
  undo && { along: undo.along.map(named), why: undo.why };

const named = ({ id, title }: StoredPlan) => ({ id, title });

const endRow = ({
  endsAt,
  removeAt,
  isStopped,
  note,
}: Pick<StoredEnd, 'endsAt' | 'removeAt' | 'isStopped' | 'note'>) => ({
  endsAt: endsAt.toISOString(),
  removeAt: removeAt?.toISOString() ?? null,
  isStopped,
  note,
});

function handOverOf(
  { fields, roleArn, externalId }: PlanBody,
  { request }: PlanFixture,
): PlanView['handOver'] {
  return fields.recipe === 'vendor' && externalId !== null
    ? { roleArn, externalId, needs: needsOf(request.guards) }
    : null;
}

function stepView(step: StoredStep, plan: StoredPlan): StepView {
  const at = step.doneAt ?? step.calledAt ?? step.intendedAt;
  return {
    number: step.number,
    title: step.title,
    accountId: step.accountId,
    accountName: accountNameIn(plan.body, step.accountId),
    operation: step.operation,
    state: step.state,
    at: at?.toISOString() ?? null,
    detail: step.detail ?? detailOf(step, plan),
  };
}

/** Nobody here runs it: the page says who does. */
const detailOf = (step: StoredStep, plan: StoredPlan): string | null =>
  step.state === 'waiting' && isByOwner(plan)(step) ? 'To be run by its owner.' : null;

export const planRow = ({
  id,
  title,
  state,
  createdAt,
  body,
  proof,
  end,
}: CallingPlan): PlanRow => ({
  id,
  title,
  state,
  refutation:
    state === 'refuted' && proof
      ? [proof.sentence, ...(proof.drift ?? [])].join(' ')
      : null,
  end: end && endRow(end),
  createdAt: createdAt.toISOString(),
  roleName: body.roleName,
  accounts: [...new Set([body.trustedAccountName, body.trustingAccountName])],
});
