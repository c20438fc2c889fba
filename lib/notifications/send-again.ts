import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { NOTIFICATIONS_PATH } from '@/lib/core/links';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, OutboxStore, Random, TargetStore } from '@/lib/ports';
import { type NoticesJob, sendNow } from './create-notifier';

type Deps = {
  noticeTargets: Pick<TargetStore, 'find'>;
  outbox: Pick<OutboxStore, 'put' | 'replay'>;
  random: Pick<Random, 'uuid'>;
  enqueue(job: NoticesJob): Promise<void>;
};

/** Sends a target a message that says nothing but that it arrives. */
export async function sendTest(
  { noticeTargets, outbox, random, enqueue }: Deps,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'notifications:manage');
  if (denied) return err(denied);
  const target = await noticeTargets.find(actor.workspaceId, id);
  if (!target) return err({ kind: 'not_found', what: 'This target' });
  const page = NOTIFICATIONS_PATH;
  const notice = { event: 'test', byName: actor.name, page } as const;
  await outbox.put(actor.workspaceId, notice, `test ${random.uuid()}`, id);
  await sendNow(enqueue);
  return ok(null);
}

/** Sends once more what was sent, or given up. */
export async function replayNotice(
  { outbox, enqueue }: Pick<Deps, 'outbox' | 'enqueue'>,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'notifications:manage');
  if (denied) return err(denied);
  if (!(await outbox.replay(actor.workspaceId, id)))
    return err({
      kind: 'already_so',
      message: 'It is waiting to be sent, or it is not kept any more.',
    });
  await sendNow(enqueue);
  return ok(null);
}
