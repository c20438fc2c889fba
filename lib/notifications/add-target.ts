import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityLog,
  Actor,
  Clock,
  Random,
  Sealer,
  StoredTarget,
  TargetStore,
} from '@/lib/ports';
import type { AddTargetInput } from './schema';
import { type TargetSecrets, targetPurpose } from './target-secrets';

type Deps = {
  noticeTargets: Pick<TargetStore, 'add' | 'list'>;
  activity: Pick<ActivityLog, 'append'>;
  sealer: Pick<Sealer, 'seal'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

const MOST = 20;

/** Adds somebody who is told of what happens. What is secret of it is never shown again. */
export async function addTarget(
  deps: Deps,
  actor: Actor,
  input: AddTargetInput,
): Promise<Result<{ id: string }, AppError>> {
  const denied = requirePermission(actor, 'notifications:manage');
  if (denied) return err(denied);
  const { workspaceId } = actor;
  if ((await deps.noticeTargets.list(workspaceId)).length >= MOST)
    return err({
      kind: 'conflict',
      message: `A workspace tells ${MOST} targets at most. Remove one first.`,
    });

  const id = deps.random.uuid();
  const [settings, secrets] = partsOf(input);
  const sealed = deps.sealer.seal(targetPurpose(id), JSON.stringify(secrets));
  const { name, events } = input;
  await deps.activity.append({
    workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'notifications.target-added',
    outcome: 'ok',
    sentence: `${actor.name} has ${name} told of: ${events.join(', ')}.`,
    target: id,
    planId: null,
    details: { kind: input.kind },
  });
  await deps.noticeTargets.add({
    id,
    workspaceId,
    name,
    settings,
    sealed,
    events,
    createdByName: actor.name,
    createdAt: deps.clock.now(),
  });
  return ok({ id });
}

type Parts = [settings: StoredTarget['settings'], secrets: TargetSecrets];

function partsOf(input: AddTargetInput): Parts {
  if (input.kind === 'webhook') {
    const { url, signingSecret } = input;
    const { host } = new URL(url);
    return [
      { kind: 'webhook', host },
      { kind: 'webhook', url, signingSecret },
    ];
  }
  const { kind, host, port, isTls, user, from, to, password } = input;
  const settings = { kind, host, port, isTls, user: user === '' ? null : user, from, to };
  return [settings, { kind, password }];
}
