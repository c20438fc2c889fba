import type { AppError } from '@/lib/core/errors';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { err, ok, type Result } from '@/lib/core/result';
import type { ConsoleService } from './console-input';

const PATHS: Record<ConsoleService, string> = {
  home: '/console/home',
  s3: '/s3/home',
  iam: '/iam/home',
  ec2: '/ec2/home',
  lambda: '/lambda/home',
  cloudtrail: '/cloudtrailv2/home',
  kms: '/kms/home',
};

const PREFIXES: [prefix: string, partition: Partition][] = [
  ['us-gov-', 'aws-us-gov'],
  ['cn-', 'aws-cn'],
  ['eusc-', 'aws-eusc'],
];

const partitionOfRegion = (region: string): Partition =>
  PREFIXES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';

/**
 * Path and query on the partition's console host where a console session begins. Refuses a
 * partition whose sign-in AWS has not published, and a region of another partition.
 */
export function consoleDestination(
  service: ConsoleService,
  wantedRegion: string | undefined,
  partition: string,
): Result<string, AppError> {
  const known = Partition.safeParse(partition);
  if (!known.success || !PARTITIONS[known.data].consoleHost) {
    return err({
      kind: 'unavailable',
      message: `AWS has not published the console sign-in of the partition ${partition}. Take credentials for the terminal instead.`,
    });
  }
  const region = wantedRegion ?? PARTITIONS[known.data].defaultRegion;
  if (partitionOfRegion(region) !== known.data) {
    const message = `${region} is not a region of the partition ${partition}.`;
    return err({ kind: 'invalid_input', message, fields: { region: message } });
  }
  return ok(`${PATHS[service]}?region=${encodeURIComponent(region)}`);
}
