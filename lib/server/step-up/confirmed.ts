import * as z from 'zod';
import { hashOfConfirmation } from '@/lib/credentials/confirmation';
import type { Actor, SignedIn, StepUpMethod } from '@/lib/ports';
import type { Services } from '../service-ports';
import { withCookies } from '../sign-in-anew';

/** Time to go on with what was asked for, no more. */
const CONFIRMATION_MS = 2 * 60_000;
const CONFIRMATION_LENGTH = 52;

/** What a confirmation is for: a role's ARN, or another thing to do. */
export const StepUpSubject = z.string().min(1).max(2_048);

type Ports = Pick<Services, 'activity' | 'stepUps' | 'clock' | 'random'>;

/**
 * The answer to somebody who was signed in anew: a secret that is good for one thing to do; it
 * is in no cookie. The session that they had, and every copy of its cookie, ends.
 */
export async function confirmed(
  ports: Ports,
  before: SignedIn,
  { sessionId, cookies }: { sessionId: string; cookies: string[] },
  { subject, by }: { subject: string; by: StepUpMethod },
): Promise<Response> {
  // On record before it counts.
  await tellConfirmed(ports, before, 'ok', `confirmed by ${by} that it is them`);
  const secret = ports.random.base32(CONFIRMATION_LENGTH);
  const at = ports.clock.now();
  await ports.stepUps.note({
    userId: before.userId,
    sessionId,
    insteadOf: before.sessionId,
    at,
    by,
    confirmation: {
      hash: hashOfConfirmation(secret),
      subject,
      endsAt: new Date(at.getTime() + CONFIRMATION_MS),
    },
  });
  return withCookies({ confirmation: secret }, cookies);
}

/** Writes down that somebody confirmed that it is them, or did not. */
export const tellConfirmed = (
  { activity }: Pick<Ports, 'activity'>,
  { workspaceId, userId, name, email }: Actor,
  outcome: 'ok' | 'refused',
  sentence: string,
): Promise<void> =>
  activity.append({
    workspaceId,
    actorId: userId,
    actorName: name,
    event: 'person.confirmed',
    outcome,
    sentence: `${name} ${sentence}.`,
    target: email,
    planId: null,
    details: {},
  });
