import 'server-only';
import { type Permission, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { isOwnRead, isOwnWrite } from './check-origin';
import type { Services } from './service-ports';
import { currentActor } from './session';

/** Lets a request in, or says why not: where it comes from, who asks, what they may do. */
export async function admit(
  ports: Services,
  headers: Headers,
  { permission, isWrite }: { permission: Permission; isWrite: boolean },
): Promise<Result<Actor, AppError>> {
  const isOurs = isWrite ? isOwnWrite : isOwnRead;
  if (!isOurs(headers, ports.env.origin)) return err({ kind: 'bad_origin' });
  const actor = await currentActor(ports, headers);
  if (!actor) return err({ kind: 'signed_out' });
  const denied = requirePermission(actor, permission);
  return denied ? err(denied) : ok(actor);
}
