import 'server-only';
import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { UserId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { NewPassword, PersonName } from '@/lib/people/schema';
import { createPerson } from './auth';
import { hashOfCode } from './first-run-link';
import { PRACTICE_WORKSPACE } from './practice-workspace';
import type { Services } from './service-ports';
import { refreshVendableRoles } from './vendable-roles';

const TRIES_PER_WINDOW = 10;
const WINDOW_SECONDS = 900;

export const FirstRunInput = z.strictObject({
  code: z.string().min(1, 'Open the link that the console printed.').max(100),
  name: PersonName.min(1, 'Tell us your name.'),
  email: z.email('Expected an e-mail address.').max(200),
  password: NewPassword,
});
export type FirstRunInput = z.infer<typeof FirstRunInput>;

const usedUp: AppError = {
  kind: 'invalid_input',
  message:
    'This link was used or has run out. On the host of the console, run: node bin/drawbridge.mjs first-run',
  fields: { code: 'This link was used or has run out.' },
};

type FirstRunPorts = Pick<
  Services,
  | 'auth'
  | 'people'
  | 'workspaces'
  | 'firstRun'
  | 'rateLimits'
  | 'activity'
  | 'accounts'
  | 'snapshots'
  | 'vendableRoles'
  | 'grants'
  | 'clock'
  | 'hubOf'
  | 'identityTokens'
>;

const tooManyTries: AppError = {
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message: 'That was tried too often. Wait a quarter of an hour and try again.',
};

/** Makes the first administrator by the one-time code. Closed for good once there is one. */
export async function createFirstAdministrator(
  ports: FirstRunPorts,
  input: FirstRunInput,
): Promise<Result<{ email: string }, AppError>> {
  if ((await ports.people.countAdministrators()) > 0)
    return err({ kind: 'not_found', what: 'This page' });
  const now = ports.clock.now();
  const tries = await ports.rateLimits.hit('first-run', WINDOW_SECONDS, now);
  if (tries > TRIES_PER_WINDOW) return err(tooManyTries);
  if (!(await ports.firstRun.redeem(hashOfCode(input.code), now))) return err(usedUp);

  // There is no administrator: whoever has this e-mail was left by a process that was killed.
  const person = { ...input, mayReplace: true };
  const userId = UserId.parse(await createPerson(ports.auth, person));
  await ports.people.ensureHandle(userId, input.email.split('@')[0] ?? 'admin');
  await ports.workspaces.ensure({
    id: PRACTICE_WORKSPACE,
    name: 'Practice',
    kind: 'practice',
  });
  await ports.people.addMember(PRACTICE_WORKSPACE, userId, 'admin');
  await ports.people.switchWorkspace(userId, PRACTICE_WORKSPACE);
  await ports.activity.append({
    workspaceId: PRACTICE_WORKSPACE,
    actorId: userId,
    actorName: input.name,
    event: 'person.first-administrator',
    outcome: 'ok',
    sentence: `${input.name} became the first administrator.`,
    target: input.email,
    planId: null,
    details: {},
  });
  await refreshVendableRoles(ports, PRACTICE_WORKSPACE);
  return ok({ email: input.email });
}
