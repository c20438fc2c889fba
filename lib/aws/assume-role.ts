import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Result } from '@/lib/core/result';
import type {
  AssumedRole,
  AssumeRoleRequest,
  AwsCredentials,
  AwsFailure,
} from '@/lib/ports';
import { assumedRoleOf } from './assumed-role-of';
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
          Tags:
            request.tags &&
            Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value })),
          TransitiveTagKeys: request.tags && Object.keys(request.tags),
          Policy: request.sessionPolicy,
          PolicyArns: request.sessionPolicyArns?.map((arn) => ({ arn })),
        }),
      ),
  );
  return answered.ok ? assumedRoleOf(OPERATION, answered.value) : answered;
}
