import type { AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { err, ok, type Result } from '@/lib/core/result';
import type { AssumedRole, AwsFailure } from '@/lib/ports';

/** The session in an answer of STS, whichever way the role was taken. */
export function assumedRoleOf(
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
