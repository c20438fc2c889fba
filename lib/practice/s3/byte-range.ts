import { AwsError } from '../wire/aws-error';
import type { StoredObject } from '../world/s3-types';
import type { ByteRange } from './content';

type Asked = { Range?: string; PartNumber?: number };

const unsatisfiable = (range: string, bytes: number): AwsError =>
  new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, {
    members: {
      RangeRequested: range,
      ActualObjectSize: String(bytes),
    },
  });

/** One range of bytes; null for what is no such range, which is answered as if not asked. */
function parseRange(text: string, bytes: number): ByteRange | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(text.trim()) ?? [];
  if (from === undefined || to === undefined || from + to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    if (length === 0) throw unsatisfiable(text, bytes);
    return { first: bytes - length, last: bytes - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return null;
  if (first >= bytes) throw unsatisfiable(text, bytes);
  return { first, last: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) };
}

function partRange({ partSizes, bytes }: StoredObject, part: number): ByteRange | null {
  const sizes = partSizes.length > 0 ? partSizes : [bytes];
  const size = part >= 1 ? sizes[part - 1] : undefined;
  if (size === undefined)
    throw new AwsError(
      'InvalidPartNumber',
      'The requested partnumber is not satisfiable',
      416,
      {
        members: {
          PartNumberRequested: String(part),
          ActualPartCount: String(sizes.length),
        },
      },
    );
  const first = sizes.slice(0, part - 1).reduce((sum, one) => sum + one, 0);
  return size === 0 ? null : { first, last: first + size - 1 };
}

/**
 * The bytes a read asks for; null for the whole object. Several ranges in one header are
 * answered with the whole, as S3 does.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function rangeOf(object: StoredObject, asked: Asked): ByteRange | null {
  const { Range, PartNumber } = asked;
  if (Range !== undefined && PartNumber !== undefined)
    throw new AwsError(
      'InvalidRequest',
      'Cannot specify both Range header and partNumber query parameter',
    );
  if (PartNumber !== undefined) return partRange(object, PartNumber);
  return Range === undefined ? null : parseRange(Range, object.bytes);
}
