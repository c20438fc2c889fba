import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { PlanStore, StoredPlan, StoredStep } from '@/lib/ports';
import { PlanState, type ProofView } from '@/lib/setup/schema';
import type { Prisma } from './generated/client';
import type { PlanModel, PlanStepModel, ProofModel } from './generated/models';
import { storableJson } from './storable-text';

type NewPlan = Parameters<PlanStore['create']>[0];
type PlanWithParts = PlanModel & { steps: PlanStepModel[]; proofs: ProofModel[] };

export const json = (value: unknown) =>
  storableJson(value ?? null) as Prisma.InputJsonValue; // what JSON.parse gives is JSON

const stepColumnsOf = ({ target, write, ...step }: StoredStep) => ({
  ...step,
  target: json(target),
  write: json(write),
});

export const planColumnsOf = ({ steps, body, view, ...plan }: NewPlan) => ({
  ...plan,
  roleArn: body.roleArn,
  body: json(body),
  view: json(view),
  steps: { create: steps.map(stepColumnsOf) },
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
    ...plan
  } = row;
  return {
    ...plan,
    workspaceId: row.workspaceId as WorkspaceId,
    createdById: row.createdById as UserId,
    state: PlanState.parse(row.state),
    body: row.body as StoredPlan['body'],
    steps: row.steps.map(stepOf),
    proof: (proofs[0]?.body ?? null) as ProofView | null,
  };
}
