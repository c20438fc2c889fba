import { parseArn } from '@/lib/core/arn';
import { sessionArn } from '../authorize/caller';
import { markUsed } from '../iam/roles';
import type { Occasion } from '../operation';
import { validationError } from '../wire/aws-error';
import { roleAtArn } from '../world/at-arn';
import { makeKey } from '../world/make-key';
import type { KeyState, RoleSession } from '../world/session-types';
import type { AccountState, StoredRole } from '../world/types';
import { packedSize } from './packed-size';

export const credentialsOut = (key: KeyState) => ({
  AccessKeyId: key.id,
  SecretAccessKey: key.secret,
  SessionToken: key.token ?? undefined,
  Expiration: new Date(key.expiresAt ?? 0),
});

/** Refuses what is not the ARN of a role, before anything is looked up. */
export function checkRoleArn(arn: string): void {
  const parts = parseArn(arn);
  const isRole =
    parts?.service === 'iam' &&
    /^\d{12}$/.test(parts.accountId) &&
    /^role\/.+/.test(parts.resource);
  if (!isRole) throw validationError(`${arn} is invalid`);
}

/** The role of an ARN and its account; null when either does not exist. */
export function findRole(
  { world }: Occasion,
  arn: string,
): { account: AccountState; role: StoredRole } | null {
  const account = world.accounts.get(parseArn(arn)?.accountId ?? '');
  const role = account && roleAtArn(account, arn);
  return account && role ? { account, role } : null;
}

/** Refuses a session longer than the role allows. */
export function checkMaxDuration(role: StoredRole, seconds: number): void {
  if (seconds > role.maxSessionSeconds)
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
}

/** Makes the credentials of a role session, and marks the role as used. */
export function openSession(
  at: Occasion,
  account: AccountState,
  role: StoredRole,
  { session, seconds }: { session: RoleSession; seconds: number },
) {
  const size = packedSize(session);
  const key = makeKey(at.world, {
    accountId: account.id,
    owner: { kind: 'role', session },
    createdAt: at.nowMs,
    session: { expiresAt: at.nowMs + seconds * 1000, mfaAt: null },
  });
  markUsed(at, role);
  return {
    Credentials: credentialsOut(key),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${session.sessionName}`,
      Arn: sessionArn(account, role.name, session.sessionName),
    },
    SourceIdentity: session.sourceIdentity ?? undefined,
    PackedPolicySize: size,
  };
}
