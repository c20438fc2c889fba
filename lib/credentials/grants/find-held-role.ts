import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, GrantStore, NamedGrant } from '@/lib/ports';
import { hasRunOut } from './grant-rule';
import { type HeldRole, heldRoleOf } from './held-role';
import { type TrustDeps, whyNotTrusted } from './why-not-trusted';

export type HeldDeps = TrustDeps & {
  grants: Pick<GrantStore, 'findOffered' | 'everOf'>;
  clock: Pick<Clock, 'now'>;
};

/**
 * The role as the person holds it now, or the one reason why they do not: they never had a
 * grant, it ended, the role is gone, or its trust policy lets the console in no more.
 */
export async function findHeldRole(
  deps: HeldDeps,
  actor: Actor,
  roleArn: string,
): Promise<Result<HeldRole, AppError>> {
  const now = deps.clock.now();
  const offered = await deps.grants.findOffered(actor, roleArn, now);
  const held = offered && heldRoleOf(offered, now, actor.sessionId === undefined);
  if (held) return ok(held);
  if (offered) return err({ kind: 'ask_first', roleArn });
  const ever = await deps.grants.everOf(actor, roleArn);
  if (ever.some((grant) => endOf(grant, now) === null))
    return err(await whyNotTrusted(deps, actor, roleArn, null));
  return err(whyNoGrant(ever, roleArn, now));
}

/** When a grant stopped; null while it goes on. */
const endOf = (grant: NamedGrant, now: Date): Date | null =>
  grant.endedAt ?? (hasRunOut(grant, now) ? grant.endsAt : null);

function whyNoGrant(ever: NamedGrant[], roleArn: string, now: Date): AppError {
  const ends = ever.flatMap((grant) => {
    const at = endOf(grant, now);
    return at ? [{ at, byName: grant.endedByName }] : [];
  });
  const last = ends.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (!last) return { kind: 'not_permitted', roleArn };
  const endedAt = last.at.toISOString();
  return { kind: 'grant_ended', roleArn, endedAt, byName: last.byName };
}
