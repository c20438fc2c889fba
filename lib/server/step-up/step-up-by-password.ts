import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { hashOfConfirmation } from '@/lib/credentials/confirmation';
import type { Actor, SignedIn, StepUpMethod } from '@/lib/ports';
import { parseInput } from '../parse-input';
import { readBody } from '../read-body';
import { problem } from '../respond';
import type { Services } from '../service-ports';
import { personOf, signInAnew, withCookies } from '../sign-in-anew';

type Ports = Pick<
  Services,
  | 'auth'
  | 'people'
  | 'passwords'
  | 'activity'
  | 'rateLimits'
  | 'stepUps'
  | 'clock'
  | 'random'
>;

/** Time to go on with what was asked for, no more. */
const CONFIRMATION_MS = 2 * 60_000;
const CONFIRMATION_LENGTH = 52;

const StepUpInput = z.strictObject({
  password: z.string().min(1, 'Type your password.').max(200),
  /** What it is for: a role's ARN, or another thing to do. */
  subject: z.string().min(1).max(2_048),
});

/**
 * A signed-in person shows by their password that it is them. They are signed in anew: the
 * session that they had, and every copy of its cookie, ends. The answer holds a secret that is
 * good for one thing to do; it is in no cookie.
 */
export async function stepUpByPassword(
  ports: Ports,
  request: Request,
): Promise<Response> {
  const before = await personOf(ports, request);
  if (!before) return problem({ kind: 'signed_out' });
  const body = await readBody(request);
  if (!body.ok) return problem(body.error);
  const input = parseInput(StepUpInput, body.value);
  if (!input.ok) return problem(input.error);

  const { password, subject } = input.value;
  const anew = await signInAnew(ports, request, before, password);
  if (anew.kind === 'wrong') return refuse(ports, before);
  if (anew.kind === 'refused') return anew.answer;
  return confirmed(ports, before, anew, { subject, by: 'password' });
}

async function refuse(ports: Ports, actor: Actor): Promise<Response> {
  await tell(ports, actor, 'refused', 'did not confirm that it is them: wrong password');
  return problem(wrongPassword);
}

async function confirmed(
  ports: Ports,
  before: SignedIn,
  { sessionId, cookies }: { sessionId: string; cookies: string[] },
  { subject, by }: { subject: string; by: StepUpMethod },
): Promise<Response> {
  // On record before it counts.
  await tell(ports, before, 'ok', `confirmed by ${by} that it is them`);
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

const tell = (
  { activity }: Ports,
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

const wrongPassword: AppError = {
  kind: 'invalid_input',
  message: 'The password is not right.',
  fields: { password: 'The password is not right.' },
};
