import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { err, ok, type Result } from '@/lib/core/result';
import type { CollectedTrail } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';

/** More than AWS lets an account have in a Region, with those of its organisation. */
const TRAILS_MAX = 20;

/**
 * The trails that keep what happens in an account, and whether they do now: those of its own
 * Region, and those of all Regions, wherever they were made.
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
  for (const trail of (described.value.trailList ?? []).slice(0, TRAILS_MAX)) {
    const { Name = '', TrailARN = Name, IsMultiRegionTrail = false } = trail;
    const status = await attempt('cloudtrail:GetTrailStatus', () =>
      client.send(new GetTrailStatusCommand({ Name: TrailARN })),
    );
    if (!status.ok) return err(status.error);
    trails.push({
      Name,
      IsMultiRegion: IsMultiRegionTrail,
      IsLogging: status.value.IsLogging ?? false,
      Since: status.value.StartLoggingTime?.toISOString() ?? null,
    });
  }
  return ok(trails);
}
