import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import type { Actor } from '@/lib/ports';
import { readInput } from '../read-input';
import { problem } from '../respond';
import type { Services } from '../service-ports';
import { personOf, signInAnew } from '../sign-in-anew';
import { confirmed, StepUpSubject, tellConfirmed } from './confirmed';

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

const StepUpInput = z.strictObject({
  password: z.string().min(1, 'Type your password.').max(200),
  subject: StepUpSubject,
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
  const input = await readInput(request, StepUpInput);
  if (!input.ok) return problem(input.error);

  const { password, subject } = input.value;
  const anew = await signInAnew(ports, request, before, password);
  if (anew.kind === 'wrong') return refuse(ports, before);
  if (anew.kind === 'refused') return anew.answer;
  return confirmed(ports, before, anew, { subject, by: 'password' });
}

async function refuse(ports: Ports, actor: Actor): Promise<Response> {
  await tellConfirmed(
    ports,
    actor,
    'refused',
    'did not confirm that it is them: wrong password',
  );
  return problem(wrongPassword);
}

const wrongPassword: AppError = {
  kind: 'invalid_input',
  message: 'The password is not right.',
  fields: { password: 'The password is not right.' },
};
