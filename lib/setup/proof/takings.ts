import type { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { ok, type Result } from '@/lib/core/result';
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

/** Trails are by region: the bucket's, the connection's own, and the one of the global STS. */
export function trailPlaces(connection: AwsConnection, region: string): AwsConnection[] {
  const { defaultRegion } = PARTITIONS[connection.partition as Partition]; // of a connection
  const regions = [region, connection.region, defaultRegion].filter((one) => one !== '');
  return [...new Set(regions)].map((one) => ({ ...connection, region: one }));
}
