import { err, type Result } from '@/lib/core/result';
import type { Courier, OutboxStore, StoredDelivery, TargetStore } from '@/lib/ports';
import type { NoticesJob } from './create-notifier';

type Deps = {
  outbox: Pick<OutboxStore, 'claim' | 'markSent' | 'markFailed' | 'prune'>;
  noticeTargets: Pick<TargetStore, 'find'>;
  courier: Courier;
  enqueue(job: NoticesJob): Promise<void>;
};

/** Seconds until the next try, by how many there were. After the last one it is given up. */
const RETRY_SECONDS = [30, 120, 600, 1800, 7200, 21_600, 43_200];
export const TRIES = RETRY_SECONDS.length + 1;

const AT_ONCE = 10;
/** Longer than any try takes: nobody else sends what is being sent. */
const HOLD_SECONDS = 120;
const KEPT_DAYS = 30;

/**
 * Sends what is due. A try that fails is made again, ever more seldom, and given up at last.
 * A process that is killed after sending and before noting it sends once more: receivers can
 * tell by the id that goes with every notice.
 */
export async function deliverNotices(deps: Deps): Promise<void> {
  for (;;) {
    const due = await deps.outbox.claim(AT_ONCE, HOLD_SECONDS);
    if (due.length === 0) break;
    await Promise.all(due.map((delivery) => deliverOne(deps, delivery)));
  }
  await deps.outbox.prune(KEPT_DAYS);
}

async function deliverOne(deps: Deps, delivery: StoredDelivery): Promise<void> {
  const sent = await tryOnce(deps, delivery);
  if (sent.ok) return deps.outbox.markSent(delivery.id);
  const afterSeconds = RETRY_SECONDS[delivery.attempts] ?? null;
  await deps.outbox.markFailed(delivery.id, sent.error, afterSeconds);
  if (afterSeconds !== null) await deps.enqueue({ name: 'notices', afterSeconds });
}

async function tryOnce(
  { noticeTargets, courier }: Deps,
  delivery: StoredDelivery,
): Promise<Result<null, string>> {
  const target = await noticeTargets.find(delivery.workspaceId, delivery.targetId);
  return target
    ? courier.deliver(target, delivery)
    : err('Whom it is for was removed meanwhile.');
}
