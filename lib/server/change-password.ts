import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { sendNow } from '@/lib/notifications/create-notifier';
import { personEntry } from '@/lib/people/person-entry';
import { sayEndedSignIns } from '@/lib/people/say-ended-sign-ins';
import { NewPassword } from '@/lib/people/schema';
import type { SignedIn } from '@/lib/ports';
import { findAccount, hashOfPassword } from './auth';
import { readInput } from './read-input';
import { problem } from './respond';
import type { Services } from './service-ports';
import { personOf, signInAnew, withCookies } from './sign-in-anew';

type Ports = Pick<
  Services,
  'auth' | 'people' | 'passwords' | 'activity' | 'rateLimits' | 'clock' | 'enqueue'
>;

const ChangeInput = z
  .strictObject({
    currentPassword: z.string().min(1, 'Type the password that you have.').max(200),
    newPassword: NewPassword,
  })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ['newPassword'],
    message: 'This is the password that you have.',
  });
type ChangeInput = z.infer<typeof ChangeInput>;

/**
 * A signed-in person changes their password, by the one that they have: that confirms that it is
 * them. They are signed in anew; every other session of theirs ends, with all copies of its
 * cookie, and so do their signed-in computers.
 */
export async function changePassword(ports: Ports, request: Request): Promise<Response> {
  const before = await personOf(ports, request);
  if (!before) return problem({ kind: 'signed_out' });
  const input = await readInput(request, ChangeInput);
  if (!input.ok) return problem(input.error);
  const account = await findAccount(ports.auth, before.email);
  if (!account) return problem({ kind: 'signed_out' });
  const { currentPassword } = input.value;
  const anew = await signInAnew(ports, request, before, currentPassword);
  if (anew.kind === 'wrong') return refuse(ports, before);
  if (anew.kind === 'refused') return anew.answer;
  const { sessionId, cookies } = anew;
  const from = account.passwordHash;
  if (!(await write(ports, before, { sessionId, from, input: input.value })))
    return problem(changedMeanwhile);
  await sendNow(ports.enqueue);
  return withCookies({ ok: true }, cookies);
}

async function write(
  { auth, passwords, clock }: Ports,
  { sessionId: insteadOf, ...actor }: SignedIn,
  { sessionId, from, input }: { sessionId: string; from: string; input: ChangeInput },
): Promise<boolean> {
  const { userId, workspaceId, name, email } = actor;
  const to = await hashOfPassword(auth, input.newPassword);
  const who = { userId, workspaceId, sessionId, insteadOf };
  return passwords.change(who, { from, to }, (ended) => ({
    entry: personEntry(
      actor,
      'password-changed',
      `${name} changed their password.${sayEndedSignIns(ended)}`,
      { email, ...ended },
    ),
    notice: { event: 'password-set', linkByName: null, page: '/settings' },
    key: `password ${userId} ${clock.now().toISOString()}`,
  }));
}

async function refuse({ activity }: Ports, actor: SignedIn): Promise<Response> {
  const { name, email } = actor;
  const sentence = `${name} did not change their password: the one they have was wrong.`;
  const entry = personEntry(actor, 'password-changed', sentence, { email });
  await activity.append({ ...entry, outcome: 'refused' });
  return problem(wrongPassword);
}

const WRONG = 'This is not the password that you have.';

const wrongPassword: AppError = {
  kind: 'invalid_input',
  message: WRONG,
  fields: { currentPassword: WRONG },
};

const changedMeanwhile: AppError = {
  kind: 'conflict',
  message: 'Your password was changed elsewhere just now. Sign in by the new one.',
};
