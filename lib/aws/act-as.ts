import { nameOfArn, parseArn } from '@/lib/core/arn';
import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActAs, AwsConnection, AwsCredentials, AwsFailure } from '@/lib/ports';
import { assumeRoleAt } from './assume-role';
import type { AwsContext } from './context';
import { type Access, access } from './credentials-of';
import { callerOf } from './identity';
import { actInPractice } from './practice-act-as';

const SESSION_NAME = 'drawbridge-proof';

type Answer = Promise<Result<AwsCredentials, AwsFailure>>;

/**
 * Credentials of a principal, to prove something as it. In practice accounts anybody can be
 * played; in real ones only the connection itself, or a role that it may assume.
 */
export async function actAs(
  context: AwsContext,
  connection: AwsConnection,
  who: ActAs,
): Answer {
  if (connection.kind === 'practice')
    return actInPractice(context, connection.worldId, {
      ...who,
      sessionName: SESSION_NAME,
    });
  if (who.withMfa)
    return cannot('only the person can show their second factor, so this was not tried');
  const source = connection.kind === 'assumed' ? connection.hub : connection;
  const opened = await access(context, source, 'broker');
  if (!opened.ok) return opened;
  return actInReal(context, opened.value, who.principalArn);
}

async function actInReal(
  context: AwsContext,
  opened: Access,
  principalArn: string,
): Answer {
  const caller = await callerOf(context, opened.place, opened.credentials);
  if (!caller.ok) return caller;
  if (isSameIdentity(caller.value.arn, principalArn)) return ok(opened.credentials);
  if (!parseArn(principalArn)?.resource.startsWith('role/'))
    return cannot(`this console holds no credentials of ${nameOfArn(principalArn)}`);
  const assumed = await assumeRoleAt(context, opened.place, opened.credentials, {
    roleArn: principalArn,
    sessionName: SESSION_NAME,
    durationSeconds: MIN_SESSION_SECONDS,
  });
  if (assumed.ok) return ok(assumed.value.credentials);
  if (assumed.error.kind !== 'refused') return assumed;
  const name = nameOfArn(principalArn);
  return cannot(`the connection may not become ${name} (${assumed.error.code})`);
}

/** Whether a caller ARN (user, or session of a role) is the principal itself. */
function isSameIdentity(callerArn: string, principalArn: string): boolean {
  if (callerArn === principalArn) return true;
  const caller = parseArn(callerArn);
  const principal = parseArn(principalArn);
  const [kind, roleName] = caller?.resource.split('/') ?? [];
  return (
    kind === 'assumed-role' &&
    principal?.resource.startsWith('role/') === true &&
    caller?.accountId === principal.accountId &&
    roleName === nameOfArn(principalArn)
  );
}

const cannot = (reason: string) =>
  err({ kind: 'not_configured' as const, message: `Not tested: ${reason}.` });
