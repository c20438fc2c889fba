import 'server-only';
import type { AppError } from '@/lib/core/errors';
import { UserId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { isUniqueViolation } from '@/lib/db/is-unique-violation';
import { hashOfInviteSecret } from '@/lib/people/link-secret';
import { noInvite } from '@/lib/people/no-invite';
import { personEntry } from '@/lib/people/person-entry';
import { ROLE_WORDS } from '@/lib/people/role-words';
import {
  type AcceptInviteInput,
  NewPassword,
  type OpenedInvite,
  type OpenInviteInput,
} from '@/lib/people/schema';
import type { StoredInvite } from '@/lib/ports';
import { createInvited, findAccount, isPasswordOf } from './auth';
import { countOpening } from './count-opening';
import type { Services } from './service-ports';
import { countTry, takeTryBack } from './sign-in-tries';
import { refreshVendableRoles } from './vendable-roles';

type OpenPorts = Pick<
  Services,
  'auth' | 'invites' | 'workspaces' | 'rateLimits' | 'clock'
>;
type Ports = OpenPorts & Parameters<typeof refreshVendableRoles>[0];

/** What an invite is about. A secret that is wrong, used or out of date gets the same answer. */
export async function openInvite(
  ports: OpenPorts,
  input: OpenInviteInput,
): Promise<Result<OpenedInvite, AppError>> {
  const invite = await findInvite(ports, input);
  if (!invite.ok) return invite;
  const { email, role, workspaceId, createdByName, expiresAt } = invite.value;
  const [workspace, account] = await Promise.all([
    ports.workspaces.find(workspaceId),
    findAccount(ports.auth, email),
  ]);
  return ok({
    email,
    role,
    workspaceName: workspace?.name ?? '',
    invitedByName: createdByName,
    expiresAt: expiresAt.toISOString(),
    hasAccount: account !== null,
  });
}

async function findInvite(
  ports: OpenPorts,
  { secret }: OpenInviteInput,
): Promise<Result<StoredInvite, AppError>> {
  const invite = await ports.invites.find(hashOfInviteSecret(secret), ports.clock.now());
  const refusal = await countOpening(ports, 'invite', invite?.id ?? null);
  if (refusal) return err(refusal);
  return invite ? ok(invite) : err(noInvite);
}

/**
 * Makes whoever holds the link a member, once, under the e-mail that was invited. Somebody new
 * sets a password; whoever has an account shows theirs, so a link alone takes over no account.
 */
export async function acceptInvite(
  ports: Ports,
  input: AcceptInviteInput,
): Promise<Result<{ email: string }, AppError>> {
  const invite = await findInvite(ports, input);
  if (!invite.ok) return invite;
  const { email, role, workspaceId } = invite.value;
  const person = await personOf(ports, email, input);
  if (!person.ok) return person;
  const { userId, name, isNew } = person.value;
  await ports.people.ensureHandle(userId, email.split('@')[0] ?? 'person');
  const sentence = `${name} joined as ${ROLE_WORDS[role].name}, invited by ${invite.value.createdByName}.`;
  const entry = personEntry({ workspaceId, userId, name }, 'joined', sentence, {
    email,
    role,
  });
  const secretHash = hashOfInviteSecret(input.secret);
  const now = ports.clock.now();
  if (!(await ports.invites.accept(secretHash, userId, now, entry))) {
    if (isNew) await ports.people.removeUnjoined(userId);
    return err(noInvite);
  }
  await refreshVendableRoles(ports, workspaceId);
  return ok({ email });
}

type Joining = { userId: UserId; name: string; isNew: boolean };

async function personOf(
  ports: Ports,
  email: string,
  { name, password }: AcceptInviteInput,
): Promise<Result<Joining, AppError>> {
  const account = await findAccount(ports.auth, email);
  if (!account) return newPerson(ports, { email, name, password });
  const refusal = await countTry(ports, email);
  if (refusal) return err(refusal);
  if (!(await isPasswordOf(ports.auth, account, password))) return err(wrongPassword);
  await takeTryBack(ports, email);
  return ok({ userId: UserId.parse(account.id), name: account.name, isNew: false });
}

async function newPerson(
  { auth }: Ports,
  person: { email: string; name: string; password: string },
): Promise<Result<Joining, AppError>> {
  if (person.name === '') return err(invalid('name', 'Tell us your name.'));
  const password = NewPassword.safeParse(person.password);
  if (!password.success)
    return err(invalid('password', password.error.issues[0]?.message ?? ''));
  try {
    const userId = UserId.parse(await createInvited(auth, person));
    return ok({ userId, name: person.name, isNew: true });
  } catch (error) {
    if (isUniqueViolation(error)) return err(madeMeanwhile);
    throw error;
  }
}

const madeMeanwhile: AppError = {
  kind: 'conflict',
  message: 'This account was made just now. Reload the page and look again.',
};

const invalid = (field: string, message: string): AppError => ({
  kind: 'invalid_input',
  message,
  fields: { [field]: message },
});

const wrongPassword = invalid('password', 'This is not the password of your account.');
