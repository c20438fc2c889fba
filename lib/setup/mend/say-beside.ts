import type { StoredPlan } from '@/lib/ports';

/** What a mend does to the plan that stands on its role. */
export const sayBeside = ({ title }: Pick<StoredPlan, 'title'>): string =>
  `The plan “${title}” stands on this role. Once this one is applied it is no longer tested by itself. Each can be undone by itself; where undoing the other takes the role away, this one goes along with it.`;
