import type { StoredPlan } from '@/lib/ports';

const WAITING = ['ready', 'stopped', 'suspended', 'left'];

/** Nothing of a plan was asked of AWS yet, by its journal. */
export const isUntouched = ({
  state,
  steps,
}: Pick<StoredPlan, 'state' | 'steps'>): boolean =>
  WAITING.includes(state) && steps.every(({ intendedAt }) => intendedAt === null);
