import { AwsError } from '../wire/aws-error';
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  isChecksumAlgorithm,
} from '../wire/checksums';
import type { StoredChecksum } from '../world/s3-types';

type Members = { [K in ChecksumAlgorithm as `Checksum${K}`]?: string };
export type ChecksumInput = Members & { ChecksumAlgorithm?: string };

/** The checksum a request tells, which was verified when its payload was read. */
export function toldChecksum(
  input: Members,
): { algorithm: ChecksumAlgorithm; value: string } | null {
  const told = CHECKSUM_ALGORITHMS.flatMap((algorithm) => {
    const value = input[`Checksum${algorithm}`];
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (told.length > 1)
    throw new AwsError(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  return told[0] ?? null;
}

/** The checksum to keep with bytes that came in one request. */
export function wholeChecksum(input: ChecksumInput): StoredChecksum | null {
  const told = toldChecksum(input);
  const named = input.ChecksumAlgorithm;
  if (!told && named !== undefined && isChecksumAlgorithm(named))
    throw new AwsError(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  return told && { ...told, type: 'FULL_OBJECT' };
}

export type ChecksumMembers = Members & { ChecksumType?: StoredChecksum['type'] };

/** Members of an answer that tell a checksum. */
export const checksumMembers = (checksum: StoredChecksum | null): ChecksumMembers =>
  checksum === null
    ? {}
    : { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
