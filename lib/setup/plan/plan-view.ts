import type { StepView } from '@/lib/core/views';
import type { PlanBody, StoredPlan, StoredStep } from '@/lib/ports';
import { needsOf } from '../guards/asks';
import type { PlanRow, PlanView } from '../schema';
import { failureView } from './failure-view';
import type { PlanFixture } from './plan-fixture';
import { planSentence } from './plan-sentence';

const HASH_DIGITS = 8;

/** A stored plan as its page shows it. */
export function planView(plan: StoredPlan, now: Date): PlanView {
  const fixture = plan.view as PlanFixture; // written by create-plan, and by nobody else
  const { before, after, accounts, added, changed, removed, gains } = fixture;
  return {
    id: plan.id,
    draftId: plan.draftId,
    hash: plan.hash.slice(0, HASH_DIGITS),
    state: plan.state,
    title: plan.title,
    sentence: planSentence(plan, fixture),
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
    warnings: plan.body.warnings,
    steps: plan.steps.map((step) => stepView(step, plan)),
    progress: plan.progress,
    failure: failureView(plan, fixture),
    proof: plan.proof,
    reviewOn: plan.reviewOn.toISOString(),
    purpose: plan.body.fields.purpose,
    handOver: handOverOf(plan.body, fixture.request),
  };
}

function handOverOf(
  { fields, roleArn, externalId }: PlanBody,
  { guards }: PlanFixture['request'],
): PlanView['handOver'] {
  return fields.recipe === 'vendor' && externalId !== null
    ? { roleArn, externalId, needs: needsOf(guards) }
    : null;
}

function stepView(step: StoredStep, { body }: StoredPlan): StepView {
  const isTrusted = step.accountId === body.trustedAccountId;
  const at = step.doneAt ?? step.calledAt ?? step.intendedAt;
  return {
    number: step.number,
    title: step.title,
    accountId: step.accountId,
    accountName: isTrusted ? body.trustedAccountName : body.trustingAccountName,
    operation: step.operation,
    state: step.state,
    at: at?.toISOString() ?? null,
    detail: step.detail,
  };
}

export const planRow = ({ id, title, state, createdAt, body }: StoredPlan): PlanRow => ({
  id,
  title,
  state,
  createdAt: createdAt.toISOString(),
  roleName: body.roleName,
  accounts: [...new Set([body.trustedAccountName, body.trustingAccountName])],
});
