import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { PlanStore, StoredEnd, StoredPlan, StoredStep } from '@/lib/ports';
import { PlanState, type ProofView } from '@/lib/setup/schema';
import type { Prisma } from './generated/client';
import type {
  PlanEndModel,
  PlanModel,
  PlanStepModel,
  ProofModel,
} from './generated/models';
import { storableJson } from './storable-text';

type NewPlan = Parameters<PlanStore['create']>[0];
type PlanWithParts = PlanModel & {
  steps: PlanStepModel[];
  proofs: ProofModel[];
  end: PlanEndModel | null;
};

/** What a plan is read with: all that `planOf` needs. */
export const PARTS = {
  steps: { orderBy: { number: 'asc' } },
  proofs: { orderBy: { sequence: 'desc' }, take: 1 },
  end: true,
} as const;

/** The number of the step that is the quarantine. */
export const QUARANTINE_NUMBER = 0;

export const json = (value: unknown) =>
  storableJson(value ?? null) as Prisma.InputJsonValue; // what JSON.parse gives is JSON

export const stepColumnsOf = ({ target, write, ...step }: StoredStep) => ({
  ...step,
  target: json(target),
  write: json(write),
});

export const planColumnsOf = ({ steps, body, view, end, ...plan }: NewPlan) => ({
  ...plan,
  roleArn: body.roleArn,
  body: json(body),
  view: json(view),
  steps: { create: steps.map(stepColumnsOf) },
  ...(end && { end: { create: end } }),
});

// JSON columns were written from these very types, by `planColumnsOf` and `saveProof`.
function stepOf({ planId: _, ...row }: PlanStepModel): StoredStep {
  return {
    ...row,
    side: row.side as StoredStep['side'],
    state: row.state as StoredStep['state'],
    target: row.target as StoredStep['target'],
    write: row.write as StoredStep['write'],
  };
}

export function planOf(row: PlanWithParts): StoredPlan {
  const {
    roleArn: _,
    leaseHolder: _holder,
    leaseUntil: _until,
    proveAt: _due,
    proofs,
    end,
    ...plan
  } = row;
  const steps = row.steps.map(stepOf);
  return {
    ...plan,
    workspaceId: row.workspaceId as WorkspaceId,
    createdById: row.createdById as UserId,
    state: PlanState.parse(row.state),
    body: row.body as StoredPlan['body'],
    steps: steps.filter(({ number }) => number !== QUARANTINE_NUMBER),
    quarantine: steps.find(({ number }) => number === QUARANTINE_NUMBER) ?? null,
    end: end && endOf(end),
    proof: (proofs[0]?.body ?? null) as ProofView | null,
  };
}

const endOf = ({ planId: _, ...end }: PlanEndModel): StoredEnd => end;
