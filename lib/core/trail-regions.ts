import type { Partition } from './ids';
import { PARTITIONS } from './partition';

/** Trails are by region: those asked for, and the one where the global STS writes. */
export function trailRegions(partition: string, ...regions: string[]): string[] {
  const { defaultRegion } = PARTITIONS[partition as Partition]; // of a connection
  return [...new Set([...regions, defaultRegion])].filter((one) => one !== '');
}
