import * as z from 'zod';
import { changeSetting } from '@/lib/auth/change-setting';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, OutboxStore, TargetStore } from '@/lib/ports';

export const OwnMailsInput = z.strictObject({ wants: z.boolean() });

/** `hasServer`: without a mail server nobody is mailed anything. */
export type OwnMailsView = { wants: boolean; hasServer: boolean };

type Deps = {
  outbox: Pick<OutboxStore, 'wantsMail'>;
  noticeTargets: Pick<TargetStore, 'list'>;
};

/** Whether the actor is mailed about their own requests and grants. */
export async function getOwnMails(
  { outbox, noticeTargets }: Deps,
  actor: Actor,
): Promise<Result<OwnMailsView, AppError>> {
  const denied = requirePermission(actor, 'request:make');
  if (denied) return err(denied);
  const [wants, targets] = await Promise.all([
    outbox.wantsMail(actor.userId),
    noticeTargets.list(actor.workspaceId),
  ]);
  return ok({
    wants,
    hasServer: targets.some(({ settings }) => settings.kind === 'email'),
  });
}

type SetDeps = {
  outbox: Pick<OutboxStore, 'setWantsMail'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Turns the actor's own mails on or off, in every workspace. */
export const setOwnMails = (
  deps: SetDeps,
  actor: Actor,
  { wants }: z.infer<typeof OwnMailsInput>,
): Promise<Result<null, AppError>> =>
  changeSetting(deps, actor, {
    permission: 'request:make',
    event: 'notifications.own-mails',
    deed: `turned the mails to themselves ${wants ? 'on' : 'off'}`,
    details: { wants },
    write: () => deps.outbox.setWantsMail(actor.userId, wants),
  });
