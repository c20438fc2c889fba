import 'server-only';
import type { Exempt } from '@/lib/auth/administration';
import { type Permission, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { isOwnProgram, isOwnRead, isOwnWrite } from './check-origin';
import type { Services } from './service-ports';
import { currentActor, tokenActor } from './session';
import { requireFresh } from './step-up/require-fresh';

/** Who may come: people by the cookie of their session, or their programs by a token as well. */
export type Callers = 'people' | 'people-and-programs';

/** Whether a program asks: its header counts where programs may come, and its cookies nowhere. */
export const isProgramOf = (headers: Headers, callers: Callers): boolean =>
  callers === 'people-and-programs' && headers.has('authorization');

type Entrance = {
  permission: Permission;
  isWrite: boolean;
  callers: Callers;
  exempt: Exempt | undefined;
};

/**
 * Lets a request in, or says why not: where it comes from, who asks, what they may do, and
 * whether it is them by now. No page of another site can send a program's header here, so a
 * program needs no Origin.
 */
export async function admit(
  ports: Pick<Services, 'env' | 'auth' | 'people' | 'tokens' | 'stepUps' | 'clock'>,
  headers: Headers,
  { permission, isWrite, callers, exempt }: Entrance,
): Promise<Result<Actor, AppError>> {
  const isProgram = isProgramOf(headers, callers);
  const isOfPage = isWrite ? isOwnWrite : isOwnRead;
  const isOurs = isProgram ? isOwnProgram : isOfPage;
  if (!isOurs(headers, ports.env.origin)) return err({ kind: 'bad_origin' });
  const actor = await (isProgram ? tokenActor : currentActor)(ports, headers);
  if (!actor) return err({ kind: 'signed_out' });
  const denied =
    requirePermission(actor, permission) ??
    (await requireFresh(ports, actor, { permission, exempt }));
  return denied ? err(denied) : ok(actor);
}
