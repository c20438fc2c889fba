import { planPath } from '@/lib/core/links';
import type { Clock, EndStore, Notifier, PlanStore } from '@/lib/ports';
import { besidesOnRole } from './others-on-role';

type Deps = {
  ends: Pick<EndStore, 'listUntold' | 'markTold' | 'listOnRole'>;
  plans: Pick<PlanStore, 'find'>;
  notifier: Notifier;
  clock: Pick<Clock, 'now'>;
};

/** How long before its date an end is told, on the home page and to those who are notified. */
export const TOLD_BEFORE_MS = 14 * 86_400_000;
const ENDS_PER_SWEEP = 50;

/** Tells once of every crossing that will soon come to its end. */
export async function tellEnds({ ends, plans, notifier, clock }: Deps): Promise<void> {
  const now = clock.now();
  const until = new Date(now.getTime() + TOLD_BEFORE_MS);
  for (const end of await ends.listUntold(now, until, ENDS_PER_SWEEP)) {
    const { workspaceId, id, title } = end;
    const endsAt = end.endsAt.toISOString();
    const plan = await plans.find(workspaceId, id);
    const besides = plan ? await besidesOnRole({ ends, plans }, plan) : [];
    const notice = {
      event: 'access-ends-soon',
      title,
      endsAt,
      ...(besides.length > 0 && { along: besides.map((one) => one.title) }),
      page: planPath(id),
    } as const;
    await notifier.tell(workspaceId, notice, `end of ${id}`);
    await ends.markTold(id, now);
  }
}
