import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Result } from '@/lib/core/result';
import type { AssumeByTokenRequest, AssumedRole, AwsFailure } from '@/lib/ports';
import { assumedRoleOf } from './assumed-role-of';
import { clientSettings, type Place } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

const OPERATION = 'sts:AssumeRoleWithWebIdentity';

/** One AssumeRoleWithWebIdentity call. STS takes it unsigned. */
export async function assumeRoleByTokenAt(
  context: AwsContext,
  place: Place,
  request: AssumeByTokenRequest,
): Promise<Result<AssumedRole, AwsFailure>> {
  const sts = new STSClient(clientSettings(context, place));
  const answered = await attempt(OPERATION, () =>
    sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: request.roleArn,
        RoleSessionName: request.sessionName,
        WebIdentityToken: request.token,
        DurationSeconds: request.durationSeconds,
        Policy: request.sessionPolicy,
        PolicyArns: request.sessionPolicyArns?.map((arn) => ({ arn })),
      }),
    ),
  );
  return answered.ok ? assumedRoleOf(OPERATION, answered.value) : answered;
}
