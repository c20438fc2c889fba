import { CHAINED_SESSION_SECONDS, sayDuration } from '@/lib/core/duration';

/** What keeps a session from being longer. */
type CapKind = 'sign-in' | 'access' | 'grant' | 'role' | 'chained';

export type SessionCap = { capSeconds: number; capCause: string; capKind: CapKind };

type HeldLimits = {
  /** What the grant allows, or less where what gives the role is nearly over. */
  maxSeconds: number;
  roleMaxSeconds: number;
  isByToken: boolean;
  grant: { maxSeconds: number | null };
};

/**
 * The longest session a person can have on a role now, and the one cause that keeps it from
 * being longer: the end of their sign-in or of the access, the grant, the role's own maximum, or
 * role chaining. `signInSeconds` is what is left of the sign-in that the role is taken in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function sessionCapOf(held: HeldLimits & { signInSeconds: number }): SessionCap {
  const { signInSeconds } = held;
  const cap = heldCapOf(held);
  if (cap.capSeconds <= signInSeconds) return cap;
  const length = sayDuration(signInSeconds);
  return {
    capSeconds: signInSeconds,
    capCause: `a session ends with your sign-in, at ${length}. Sign in again for a longer one.`,
    capKind: 'sign-in',
  };
}

function heldCapOf({
  maxSeconds,
  roleMaxSeconds,
  isByToken,
  grant,
}: HeldLimits): SessionCap {
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
