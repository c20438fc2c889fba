import 'server-only';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { sendNow } from '@/lib/notifications/create-notifier';
import { hashOfResetSecret } from '@/lib/people/link-secret';
import { personEntry } from '@/lib/people/person-entry';
import { sayEndedSignIns } from '@/lib/people/say-ended-sign-ins';
import type {
  OpenedReset,
  OpenResetInput,
  ResetPasswordInput,
} from '@/lib/people/schema';
import type { PasswordStore } from '@/lib/ports';
import { hashOfPassword } from './auth';
import { countOpening } from './count-opening';
import type { Services } from './service-ports';

type OpenPorts = Pick<Services, 'passwords' | 'rateLimits' | 'clock'>;
type Ports = OpenPorts & Pick<Services, 'auth' | 'enqueue'>;
type Link = NonNullable<Awaited<ReturnType<PasswordStore['findLink']>>>;

/** Whose password a link sets. One that is wrong, used or out of date gets the same answer. */
export async function openReset(
  ports: OpenPorts,
  input: OpenResetInput,
): Promise<Result<OpenedReset, AppError>> {
  const link = await findLink(ports, input);
  if (!link.ok) return link;
  const { email, expiresAt } = link.value;
  return ok({ email, expiresAt: expiresAt.toISOString() });
}

async function findLink(
  ports: OpenPorts,
  { secret }: OpenResetInput,
): Promise<Result<Link, AppError>> {
  const link = await ports.passwords.findLink(
    hashOfResetSecret(secret),
    ports.clock.now(),
  );
  const refusal = await countOpening(ports, 'reset', link?.userId ?? null);
  if (refusal) return err(refusal);
  return link ? ok(link) : err(noLink);
}

/**
 * Sets the password of whom the link is for, once. All by which they are signed in ends, and
 * they are not signed in by it: the new password is shown to work first.
 */
export async function resetPassword(
  ports: Ports,
  { secret, newPassword }: ResetPasswordInput,
): Promise<Result<null, AppError>> {
  const found = await findLink(ports, { secret });
  if (!found.ok) return found;
  const { userId, workspaceId, name, email, createdByName } = found.value;
  const now = ports.clock.now();
  const isSet = await ports.passwords.reset(
    hashOfResetSecret(secret),
    await hashOfPassword(ports.auth, newPassword),
    now,
    (ended) => ({
      entry: personEntry(
        { workspaceId, userId, name },
        'password-reset',
        `${name} set a new password by a link that ${createdByName} made.${sayEndedSignIns(ended)}`,
        { email, ...ended },
      ),
      notice: { event: 'password-set', linkByName: createdByName, page: '/settings' },
      key: `password ${userId} ${now.toISOString()}`,
    }),
  );
  if (!isSet) return err(noLink);
  await sendNow(ports.enqueue);
  return ok(null);
}

const noLink: AppError = { kind: 'not_found', what: 'This link' };
