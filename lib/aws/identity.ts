import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { err, type Result } from '@/lib/core/result';
import type {
  AwsConnection,
  AwsCredentials,
  AwsFailure,
  CallerIdentity,
} from '@/lib/ports';
import { clientsAt, type Place } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

/** Who AWS says these credentials are. */
export function callerOf(
  context: AwsContext,
  place: Place,
  credentials: AwsCredentials,
): Promise<Result<CallerIdentity, AwsFailure>> {
  return attempt('sts:GetCallerIdentity', async () => {
    const sts = clientsAt(context, place, credentials).sts();
    const answer = await sts.send(new GetCallerIdentityCommand({}));
    return {
      accountId: answer.Account ?? '',
      arn: answer.Arn ?? '',
      userId: answer.UserId ?? '',
    };
  });
}

/** The caller, refused when it is of another account than the one that was registered. */
export async function expectAccount(
  context: AwsContext,
  connection: AwsConnection,
  place: Place,
  credentials: AwsCredentials,
): Promise<Result<CallerIdentity, AwsFailure>> {
  const caller = await callerOf(context, place, credentials);
  if (!caller.ok || caller.value.accountId === connection.accountId) return caller;
  const { accountId, arn } = caller.value;
  const message = `These credentials are of account ${accountId} (${arn}), not of ${connection.accountId}. Check the connection.`;
  return err({ kind: 'not_configured', message });
}
