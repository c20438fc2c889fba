import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import type { NamedGrant, OfferedRole } from '@/lib/ports';
import { chooseGrant } from './choose-grant';

/** A role that a person may take now, and the grant that it is taken by. */
export type HeldRole = Omit<OfferedRole, 'grants'> & {
  grant: NamedGrant;
  /** The longest session that the grant allows now. */
  maxSeconds: number;
};

/** Null when no grant of it can be used. */
export function heldRoleOf({ grants, ...role }: OfferedRole, now: Date): HeldRole | null {
  const grant = chooseGrant(grants);
  return grant && { ...role, grant, maxSeconds: secondsOf(grant, role, now) };
}

/** No session outlasts its grant by more than the shortest one that STS gives. */
function secondsOf(
  { maxSeconds, endsAt }: NamedGrant,
  { roleMaxSeconds }: Pick<OfferedRole, 'roleMaxSeconds'>,
  now: Date,
): number {
  const allowed = Math.min(maxSeconds ?? roleMaxSeconds, roleMaxSeconds);
  if (endsAt === null) return allowed;
  const leftMinutes = Math.floor((endsAt.getTime() - now.getTime()) / 60_000);
  return Math.min(allowed, Math.max(leftMinutes * 60, MIN_SESSION_SECONDS));
}
