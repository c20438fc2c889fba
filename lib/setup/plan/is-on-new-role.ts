import type { PlannedStep } from '@/lib/ports';
import { roleOf } from '../recipes/piece';

/** Whether a step is about a part of a role that another of the steps makes. */
export const isOnNewRole = (
  { target, accountId }: Pick<PlannedStep, 'target' | 'accountId'>,
  steps: Pick<PlannedStep, 'write' | 'accountId'>[],
): boolean =>
  steps.some(
    ({ write, accountId: madeIn }) =>
      write.kind === 'create-role' &&
      madeIn === accountId &&
      write.roleName === roleOf(target),
  );
