import { ok, type Result } from '@/lib/core/result';
import { trailRegions } from '@/lib/core/trail-regions';
import type { AwsConnection, AwsFailure, TrailQuery, TrailReading } from '@/lib/ports';

type Ask = (
  key: TrailQuery['key'],
  value: string,
) => Promise<Result<TrailReading, AwsFailure>>;

/**
 * Takings of roles, newest first. CloudTrail is asked for them all; where it tells the newest
 * only, those that it keeps with this role are asked for too.
 */
export async function takingsOf(
  roleArn: string,
  ask: Ask,
): Promise<Result<TrailReading, AwsFailure>> {
  const all = await ask('EventName', 'AssumeRole');
  if (!all.ok || !all.value.isMore) return all;
  const ofRole = await ask('ResourceName', roleArn);
  if (!ofRole.ok) return ofRole;
  return ok({ events: [...all.value.events, ...ofRole.value.events], isMore: true });
}

/** Where the trail is read: the bucket's region, the connection's own, and that of the global STS. */
export const trailPlaces = (connection: AwsConnection, region: string): AwsConnection[] =>
  trailRegions(connection.partition, region, connection.region).map((one) => ({
    ...connection,
    region: one,
  }));
