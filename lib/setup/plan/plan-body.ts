import { canonicalJson } from '@/lib/core/canonical-json';
import { sha256 } from '@/lib/core/sha256';
import type { PlanBody, PlannedStep, StoredStep } from '@/lib/ports';
import type { Access } from '../recipes/recipe';
import type { DraftFields } from '../schema';

export const bodyOf = (
  fields: DraftFields,
  { place }: Access,
  warnings: string[],
): PlanBody => ({ fields, ...place, warnings });

/** How long a plan may be applied: the accounts may have changed since. */
export const VALID_MS = 15 * 60_000;

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
