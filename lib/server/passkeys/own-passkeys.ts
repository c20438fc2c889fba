import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { personEntry } from '@/lib/people/person-entry';
import type { ActivityLog, Actor, PasskeyStore } from '@/lib/ports';

export type PasskeyRow = {
  id: string;
  name: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  lastUsedAt: string | null;
};

const NAMELESS = 'Passkey';

/** What the person signs in by beside their password, newest first. */
export async function listPasskeys(
  { passkeys }: { passkeys: Pick<PasskeyStore, 'listOf'> },
  actor: Actor,
): Promise<Result<PasskeyRow[], AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  const owned = await passkeys.listOf(actor.userId);
  return ok(
    owned.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name: name ?? NAMELESS,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  );
}

export const PasskeyInput = z.strictObject({ id: z.string().min(1).max(100) });

type Deps = {
  passkeys: Pick<PasskeyStore, 'remove'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Takes a passkey of the person's away. Sessions that it opened go on. */
export async function removePasskey(
  { passkeys, activity }: Deps,
  actor: Actor,
  { id }: z.infer<typeof PasskeyInput>,
): Promise<Result<{ id: string }, AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  const gone = await passkeys.remove(actor.userId, id);
  if (!gone) return err({ kind: 'not_found', what: 'This passkey' });
  const sentence = `${actor.name} removed the passkey “${gone.name ?? NAMELESS}”.`;
  const { email } = actor;
  await activity.append(personEntry(actor, 'passkey-removed', sentence, { email }));
  return ok({ id });
}
