import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { hashOfConfirmation } from '@/lib/credentials/confirmation';
import type { Actor, StepUpMethod } from '@/lib/ports';
import { parseInput } from '../parse-input';
import { readBody } from '../read-body';
import { problem } from '../respond';
import type { Services } from '../service-ports';
import { currentActor, type SignedIn } from '../session';
import { countTry, takeTryBack } from '../sign-in-tries';
import { understoodRequest } from '../understood-request';

type Ports = Pick<
  Services,
  'auth' | 'people' | 'activity' | 'rateLimits' | 'stepUps' | 'clock' | 'random'
>;

/** Time to go on with what was asked for, no more. */
const CONFIRMATION_MS = 2 * 60_000;
const CONFIRMATION_LENGTH = 52;

const StepUpInput = z.strictObject({
  password: z.string().min(1, 'Type your password.').max(200),
  /** What it is for: a role's ARN, or another thing to do. */
  subject: z.string().min(1).max(2_048),
});

const cookiesOf = (cookie: string): Headers => new Headers({ cookie });

/**
 * A signed-in person shows by their password that it is them. They are signed in anew: the
 * session that they had, and every copy of its cookie, ends. The answer holds a secret that is
 * good for one thing to do; it is in no cookie.
 */
export async function stepUpByPassword(
  ports: Ports,
  request: Request,
): Promise<Response> {
  const before = await currentActor(
    ports,
    cookiesOf(request.headers.get('cookie') ?? ''),
  );
  if (!before) return problem({ kind: 'signed_out' });
  const body = await readBody(request);
  if (!body.ok) return problem(body.error);
  const input = parseInput(StepUpInput, body.value);
  if (!input.ok) return problem(input.error);

  const { email } = before;
  const refusal = await countTry(ports, email);
  if (refusal) return problem(refusal);
  const { password, subject } = input.value;
  const answered = await ports.auth.handler(
    understoodRequest(request, { email, password }, '/api/auth/sign-in/email'),
  );
  if (answered.status === 401) return refuse(ports, before);
  await takeTryBack(ports, email);
  if (!answered.ok) return answered;
  return confirmed(ports, before, answered, { subject, by: 'password' });
}

async function refuse(ports: Ports, actor: Actor): Promise<Response> {
  await tell(ports, actor, 'refused', 'did not confirm that it is them: wrong password');
  return problem(wrongPassword);
}

async function confirmed(
  ports: Ports,
  before: SignedIn,
  answered: Response,
  { subject, by }: { subject: string; by: StepUpMethod },
): Promise<Response> {
  const cookies = answered.headers.getSetCookie();
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  const after = await currentActor(ports, cookiesOf(cookie));
  if (after?.userId !== before.userId) return problem({ kind: 'signed_out' });
  // On record before it counts.
  await tell(ports, before, 'ok', `confirmed by ${by} that it is them`);
  const secret = ports.random.base32(CONFIRMATION_LENGTH);
  const at = ports.clock.now();
  await ports.stepUps.note({
    userId: before.userId,
    sessionId: after.sessionId,
    insteadOf: before.sessionId,
    at,
    by,
    confirmation: {
      hash: hashOfConfirmation(secret),
      subject,
      endsAt: new Date(at.getTime() + CONFIRMATION_MS),
    },
  });
  const headers = new Headers();
  for (const one of cookies) headers.append('set-cookie', one);
  return Response.json({ confirmation: secret }, { headers });
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
