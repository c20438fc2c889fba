import { CHAINED_SESSION_SECONDS, sayDuration } from '@/lib/core/duration';

/** What keeps a session from being longer. */
type CapKind = 'access' | 'grant' | 'role' | 'chained';

export type SessionCap = { capSeconds: number; capCause: string; capKind: CapKind };

/**
 * The longest session a person can have on a role now, and the one cause that keeps it from
 * being longer: the end of the access, the grant, the role's own maximum, or role chaining.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function sessionCapOf({
  maxSeconds,
  roleMaxSeconds,
  isByToken,
  grant,
}: {
  /** What the grant allows, or less where what gives the role is nearly over. */
  maxSeconds: number;
  roleMaxSeconds: number;
  isByToken: boolean;
  grant: { maxSeconds: number | null };
}): SessionCap {
  const chainedSeconds = isByToken ? Infinity : CHAINED_SESSION_SECONDS;
  const capSeconds = Math.min(maxSeconds, roleMaxSeconds, chainedSeconds);
  const length = sayDuration(capSeconds);
  if (capSeconds === maxSeconds && maxSeconds < roleMaxSeconds) {
    const endsEarlier = maxSeconds < (grant.maxSeconds ?? roleMaxSeconds);
    const capCause = endsEarlier
      ? `a session ends with your access, at ${length}.`
      : `your grant on this role ends a session at ${length}.`;
    return { capSeconds, capCause, capKind: endsEarlier ? 'access' : 'grant' };
  }
  if (capSeconds === roleMaxSeconds && roleMaxSeconds < chainedSeconds)
    return {
      capSeconds,
      capCause: `the role's own maximum is ${length}.`,
      capKind: 'role',
    };
  return {
    capSeconds,
    capCause: `this console itself signs in with a role, and AWS caps a role taken from a role at ${length}.`,
    capKind: 'chained',
  };
}

/**
 * The seconds to ask for, or null when more is wanted than the cap. The usual hour is not a
 * wish: where less is allowed it shrinks to the cap.
 */
export function secondsWithin(cap: SessionCap, wantedSeconds: number): number | null {
  if (wantedSeconds <= cap.capSeconds) return wantedSeconds;
  return wantedSeconds === CHAINED_SESSION_SECONDS ? cap.capSeconds : null;
}
