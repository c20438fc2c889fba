import type { FederatedSession, KeyState, RoleSession } from '../world/session-types';
import type { AccountState, StoredRole, StoredUser, World } from '../world/types';
import { roleWithId, userWithId } from '../world/unique-ids';

/** Who sent a request, after its signature was verified. */
export type Caller = {
  key: KeyState;
  account: AccountState;
  /** `arn:aws:iam::…:user/…`, or of STS: `assumed-role/<name>/<session>`, `federated-user/<name>`. */
  arn: string;
  /** `AIDA…`, `AROA…:<session name>`, or `<account>:<name>` of a federated user. */
  userId: string;
} & (
  | { kind: 'user'; user: StoredUser }
  | { kind: 'role'; role: StoredRole; session: RoleSession }
  /** The user is the one who called GetFederationToken. */
  | { kind: 'federated-user'; user: StoredUser; session: FederatedSession }
);

export const sessionArn = (
  account: AccountState,
  roleName: string,
  sessionName: string,
): string =>
  `arn:${account.partition}:sts::${account.id}:assumed-role/${roleName}/${sessionName}`;

/** ARN of what GetFederationToken makes. */
export const federatedUserArn = (account: AccountState, name: string): string =>
  `arn:${account.partition}:sts::${account.id}:federated-user/${name}`;

type Held = Pick<Caller, 'key' | 'account'>;

function roleCaller(held: Held, session: RoleSession): Caller | null {
  const { account } = held;
  const role = roleWithId(account, session.roleId);
  if (!role) return null;
  return {
    ...held,
    arn: sessionArn(account, role.name, session.sessionName),
    userId: `${role.id}:${session.sessionName}`,
    kind: 'role',
    role,
    session,
  };
}

function userCaller(
  held: Held,
  owner: Exclude<KeyState['owner'], { kind: 'role' }>,
): Caller | null {
  const { account } = held;
  const user = userWithId(account, owner.userId);
  if (!user) return null;
  if (owner.kind === 'user')
    return { ...held, arn: user.arn, userId: user.id, kind: 'user', user };
  const { session } = owner;
  return {
    ...held,
    arn: federatedUserArn(account, session.name),
    userId: `${account.id}:${session.name}`,
    kind: 'federated-user',
    user,
    session,
  };
}

/** The entity behind a key; null when the user or role has been deleted since. */
export function callerOf(world: World, key: KeyState): Caller | null {
  const account = world.accounts.get(key.accountId);
  if (!account) return null;
  const { owner } = key;
  return owner.kind === 'role'
    ? roleCaller({ key, account }, owner.session)
    : userCaller({ key, account }, owner);
}
