import { canonicalJson } from '@/lib/core/canonical-json';
import { sha256 } from '@/lib/core/sha256';
import type { PlanBody, PlannedStep, StoredStep } from '@/lib/ports';
import { externalIdOf } from '../guards/guard-of';
import type { Access } from '../recipes/recipe';
import type { DraftFields } from '../schema';

export function bodyOf(
  fields: DraftFields,
  { request, documents, place }: Access,
  warnings: string[],
): PlanBody {
  return {
    fields,
    ...place,
    trustingAccountId: request.trustingAccountId,
    roleName: request.roleName,
    roleArn: documents.roleArn,
    externalId: externalIdOf(request.guards),
    warnings,
  };
}

/** What the plan stands for: the live documents that were read and those to be written. */
export const hashOf = (steps: PlannedStep[]): string =>
  sha256(
    canonicalJson(
      steps.map(({ accountId, target, before, after }) => ({
        accountId,
        target,
        before,
        after,
      })),
    ),
  );

export const waitingStep = (step: PlannedStep): StoredStep => ({
  ...step,
  state: 'waiting',
  intendedAt: null,
  calledAt: null,
  doneAt: null,
  attempts: 0,
  requestId: null,
  detail: null,
  awsCode: null,
  awsMessage: null,
});
