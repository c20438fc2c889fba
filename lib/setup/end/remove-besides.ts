import type { StoredPlan } from '@/lib/ports';
import { STANDING } from '../schema';
import type { EndDeps } from './end-deps';
import { whyNotRemove } from './why-not-remove';

/** What is done with the plans beside a crossing before its role is removed. */
export type BesidesFirst = {
  /** Those that are undone now. */
  begun: StoredPlan[];
  /** Why it does not go on by itself; null where it does. */
  note: string | null;
};

/** Which of the plans on the role can be undone now, and what keeps the crossing from going on. */
export async function removeBesides(
  deps: EndDeps,
  besides: StoredPlan[],
): Promise<BesidesFirst> {
  const begun: StoredPlan[] = [];
  for (const one of besides) {
    if (one.state === 'undoing') continue;
    const why = STANDING.includes(one.state)
      ? await whyNotRemove(deps, [one])
      : 'It is under way or halted: finish it on its page first.';
    if (why) return { begun, note: `“${one.title}” goes first. ${why}` };
    begun.push(one);
  }
  return { begun, note: null };
}
