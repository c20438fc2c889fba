import { AssumeRoleCommand, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AssumedRole,
  AssumeRoleRequest,
  AwsCredentials,
  AwsFailure,
} from '@/lib/ports';
import { clientsAt, type Place } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

const OPERATION = 'sts:AssumeRole';

/** One AssumeRole call, by the region's own STS endpoint. */
export async function assumeRoleAt(
  context: AwsContext,
  place: Place,
  credentials: AwsCredentials,
  request: AssumeRoleRequest,
): Promise<Result<AssumedRole, AwsFailure>> {
  const answered = await attempt(OPERATION, () =>
    clientsAt(context, place, credentials)
      .sts()
      .send(
        new AssumeRoleCommand({
          RoleArn: request.roleArn,
          RoleSessionName: request.sessionName,
          DurationSeconds: request.durationSeconds,
          ExternalId: request.externalId,
          SourceIdentity: request.sourceIdentity,
          Policy: request.sessionPolicy,
          PolicyArns: request.sessionPolicyArns?.map((arn) => ({ arn })),
        }),
      ),
  );
  return answered.ok ? assumedOf(OPERATION, answered.value) : answered;
}

/** What every call that takes a role answers. */
export function assumedOf(
  operation: string,
  answer: Pick<AssumeRoleCommandOutput, 'Credentials' | 'AssumedRoleUser'>,
): Result<AssumedRole, AwsFailure> {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } =
    answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    return err({
      kind: 'unreachable',
      operation,
      message: 'the answer held no credentials',
    });
  return ok({
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiresAt: Expiration,
    },
    assumedRoleArn: answer.AssumedRoleUser?.Arn ?? '',
    assumedRoleId: answer.AssumedRoleUser?.AssumedRoleId ?? '',
  });
}
