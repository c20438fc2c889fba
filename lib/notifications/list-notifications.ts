import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  OutboxStore,
  StoredDelivery,
  StoredTarget,
  TargetStore,
} from '@/lib/ports';
import { noticeText } from './notice-text';
import type { DeliveryView, NotificationsView, TargetView } from './schema';
import { ChosenEvent } from './schema';

type Deps = {
  noticeTargets: Pick<TargetStore, 'list'>;
  outbox: Pick<OutboxStore, 'list'>;
};

const SHOWN = 50;

/** Who is told of what in this workspace, and what was sent lately. */
export async function listNotifications(
  { noticeTargets, outbox }: Deps,
  actor: Actor,
): Promise<Result<NotificationsView, AppError>> {
  const denied = requirePermission(actor, 'notifications:read');
  if (denied) return err(denied);
  const [targets, deliveries] = await Promise.all([
    noticeTargets.list(actor.workspaceId),
    outbox.list(actor.workspaceId, SHOWN),
  ]);
  const names = new Map(targets.map(({ id, name }) => [id, name]));
  return ok({
    mayManage: can(actor, 'notifications:manage'),
    targets: targets.map(targetView),
    deliveries: deliveries.map((delivery) =>
      deliveryView(delivery, delivery.to?.name ?? names.get(delivery.targetId) ?? ''),
    ),
  });
}

const targetView = (target: StoredTarget): TargetView => ({
  id: target.id,
  kind: target.settings.kind,
  name: target.name,
  where:
    target.settings.kind === 'email'
      ? target.settings.to.join(', ')
      : target.settings.host,
  events: target.events.flatMap((event) => {
    const chosen = ChosenEvent.safeParse(event);
    return chosen.success ? [chosen.data] : [];
  }),
  addedBy: target.createdByName,
  addedAt: target.createdAt.toISOString(),
});

const deliveryView = (delivery: StoredDelivery, targetName: string): DeliveryView => ({
  id: delivery.id,
  targetName,
  subject: noticeText(delivery.notice, '').subject,
  state: delivery.state,
  attempts: delivery.attempts,
  createdAt: delivery.createdAt.toISOString(),
  nextAt: delivery.state === 'waiting' ? delivery.nextAt.toISOString() : null,
  detail: delivery.detail,
});
