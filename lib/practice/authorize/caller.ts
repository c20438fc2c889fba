import type {
  AccountState,
  KeyState,
  RoleSession,
  StoredRole,
  StoredUser,
  World,
} from '../world/types';
import { roleWithId, userWithId } from '../world/unique-ids';

/** Who sent a request, after its signature was verified. */
export type Caller = {
  key: KeyState;
  account: AccountState;
  /** `arn:aws:iam::…:user/…` or `arn:aws:sts::…:assumed-role/<name>/<session>`. */
  arn: string;
  /** `AIDA…`, or `AROA…:<session name>`. */
  userId: string;
} & (
  | { kind: 'user'; user: StoredUser }
  | { kind: 'role'; role: StoredRole; session: RoleSession }
);

export const sessionArn = (
  account: AccountState,
  roleName: string,
  sessionName: string,
): string =>
  `arn:${account.partition}:sts::${account.id}:assumed-role/${roleName}/${sessionName}`;

/** The entity behind a key; null when the user or role has been deleted since. */
export function callerOf(world: World, key: KeyState): Caller | null {
  const account = world.accounts.get(key.accountId);
  if (!account) return null;
  const { owner } = key;
  if (owner.kind === 'user') {
    const user = userWithId(account, owner.userId);
    return user
      ? { key, account, arn: user.arn, userId: user.id, kind: 'user', user }
      : null;
  }
  const { session } = owner;
  const role = roleWithId(account, session.roleId);
  if (!role) return null;
  return {
    key,
    account,
    arn: sessionArn(account, role.name, session.sessionName),
    userId: `${role.id}:${session.sessionName}`,
    kind: 'role',
    role,
    session,
  };
}
