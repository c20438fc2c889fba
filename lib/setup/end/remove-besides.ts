import type { StoredPlan } from '@/lib/ports';
import { STANDING } from '../schema';
import type { EndDeps } from './end-deps';
import { whyNotRemove } from './why-not-remove';

/** What is done with the plans beside a crossing before its role is removed. */
export type BesidesFirst = {
  /** Those that are undone now. */
  begun: StoredPlan[];
  /** Why the crossing itself waits. */
  note: string;
};

/** Which of the plans on the role can be undone now, and what the crossing waits for. */
export async function removeBesides(
  deps: EndDeps,
  besides: StoredPlan[],
): Promise<BesidesFirst> {
  const begun: StoredPlan[] = [];
  for (const one of besides) {
    if (one.state === 'undoing') continue;
    const why = STANDING.includes(one.state)
      ? await whyNotRemove(deps, one)
      : 'It is under way or halted: finish it on its page first.';
    if (why) return { begun, note: `“${one.title}” goes first. ${why}` };
    begun.push(one);
  }
  const titles = besides.map(({ title }) => `“${title}”`).join(', ');
  return { begun, note: `What was given to its role beside it goes first: ${titles}.` };
}
