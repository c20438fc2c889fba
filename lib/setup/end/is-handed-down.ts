import type { StoredPlan } from '@/lib/ports';

/** Whether a removal goes on with the plan that this one replaced. */
export const isHandedDown = ({ body, end }: Pick<StoredPlan, 'body' | 'end'>): boolean =>
  body.replaces !== undefined && end?.isRemoving === true;
