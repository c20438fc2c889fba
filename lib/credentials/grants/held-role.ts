import { sessionSecondsUntil } from '@/lib/core/duration';
import type { OfferedGrant, OfferedRole } from '@/lib/ports';
import { byWhatTheyGive, chooseGrant, endOfOpen, type OpenGrant } from './choose-grant';

/** A role that a person may take now, and the grant that it is taken by. */
export type HeldRole = OfferedRole &
  OpenGrant & {
    /** The longest session that the grant allows now. */
    maxSeconds: number;
    /** When it can no longer be taken; null when nothing ends that. */
    openUntil: Date | null;
  };

/** Null when no grant of it can be used now. */
export function heldRoleOf(
  role: OfferedRole,
  now: Date,
  isProgram = false,
): HeldRole | null {
  const chosen = chooseGrant(role.grants, now, isProgram);
  if (!chosen) return null;
  const { grant, request } = chosen;
  const openUntil = endOfOpen(chosen, now);
  const { roleMaxSeconds } = role;
  const maxSeconds = Math.min(
    grant.maxSeconds ?? roleMaxSeconds,
    roleMaxSeconds,
    sessionSecondsUntil(openUntil, now),
  );
  // With what is copied last, thousands are made many times as fast.
  return { grant, request, openUntil, maxSeconds, ...role };
}

/** A role that has to be asked for, and the grant to ask by. */
export type AskableRole = OfferedRole & {
  grant: OfferedGrant;
  maxSeconds: number;
};

/**
 * The grants to ask by, the one that gives most first: those with approvers. Glasses only where
 * there are none, or where the person says that they break one.
 */
export function askableGrantsOf(
  { grants }: Pick<OfferedRole, 'grants'>,
  now: Date,
  breaksGlass = false,
): OfferedGrant[] {
  const asked = grants.filter(({ rule }) => rule === 'ask');
  const glasses = grants.filter(({ rule }) => rule === 'break-glass');
  const [first, then] = breaksGlass ? [glasses, asked] : [asked, glasses];
  return byWhatTheyGive(first.length > 0 ? first : then, now);
}

/** The role by the grant that is asked for unless the person says otherwise. */
export function askableRoleOf(role: OfferedRole, now: Date): AskableRole | null {
  const [grant] = askableGrantsOf(role, now);
  return grant
    ? { grant, maxSeconds: grant.maxSeconds ?? role.roleMaxSeconds, ...role }
    : null;
}
