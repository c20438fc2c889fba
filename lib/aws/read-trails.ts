import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import { err, ok, type Result } from '@/lib/core/result';
import type { CollectedTrail } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';

/** More than AWS lets an account have in a Region, with those of its organisation. */
const TRAILS_MAX = 20;

/**
 * The trails that keep what happens in an account, and whether they do now: those of its own
 * Region, and those of all Regions, wherever they were made. One whose status AWS refuses, as of a
 * trail that another account owns, hides no other; that all are refused is a refusal.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export async function readTrails(
  client: CloudTrailClient,
): Promise<Result<CollectedTrail[], AwsFailure>> {
  const described = await attempt('cloudtrail:DescribeTrails', () =>
    client.send(new DescribeTrailsCommand({ includeShadowTrails: true })),
  );
  if (!described.ok) return described;
  const trails: CollectedTrail[] = [];
  let refused: AwsFailure | null = null;
  for (const trail of (described.value.trailList ?? []).slice(0, TRAILS_MAX)) {
    const status = await readStatus(client, trail);
    if (status.ok) trails.push({ ...nameOf(trail), ...status.value });
    else if (status.error.kind !== 'refused') return status;
    else {
      refused = status.error;
      trails.push({ ...nameOf(trail), IsLogging: null, Since: null });
    }
  }
  const isAnyRead = trails.some(({ IsLogging }) => IsLogging !== null);
  return refused && !isAnyRead ? err(refused) : ok(trails);
}

const nameOf = ({ Name = '', IsMultiRegionTrail: IsMultiRegion = false }: Trail) => ({
  Name,
  IsMultiRegion,
});

async function readStatus(
  client: CloudTrailClient,
  { Name, TrailARN = Name }: Trail,
): Promise<Result<Pick<CollectedTrail, 'IsLogging' | 'Since'>, AwsFailure>> {
  const status = await attempt('cloudtrail:GetTrailStatus', () =>
    client.send(new GetTrailStatusCommand({ Name: TrailARN })),
  );
  if (!status.ok) return status;
  const { IsLogging = false, StartLoggingTime } = status.value;
  return ok({ IsLogging, Since: StartLoggingTime?.toISOString() ?? null });
}
