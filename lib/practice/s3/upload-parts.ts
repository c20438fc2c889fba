import { randomBytes } from 'node:crypto';
import type {
  AbortMultipartUploadCommandInput,
  CreateMultipartUploadCommandInput,
  UploadPartCommandInput,
  UploadPartCopyCommandInput,
} from '@aws-sdk/client-s3';
import { type Call, type Given, noted, type Operations, worldTime } from '../operation';
import { AwsError } from '../wire/aws-error';
import { checksumOf, isChecksumAlgorithm } from '../wire/checksums';
import type { StoredPart, StoredUpload } from '../world/s3-types';
import { type ByteRange, dropContent, readContent } from './content';
import { readSource } from './copy-object';
import { checkDecrypt, encryptionFor, encryptionMembers } from './encryption';
import { findBucket } from './find-bucket';
import { allowUpload, checkUnfinished, type FoundUpload } from './find-upload';
import { attributesOf } from './object-attributes';
import { toldChecksum } from './object-checksum';
import { allowWrite } from './put-object';
import { etagOf, withContent } from './write-object';

type CreateInput = Given<CreateMultipartUploadCommandInput>;

const MAX_PART_NUMBER = 10_000;

/** How checksums of the parts become one of the object, as S3 has it by algorithm. */
function uploadChecksum(input: CreateInput): StoredUpload['checksum'] {
  const { ChecksumAlgorithm: algorithm, ChecksumType } = input;
  if (algorithm === undefined || !isChecksumAlgorithm(algorithm)) return null;
  const type = ChecksumType ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isPossible =
    type === 'FULL_OBJECT' ? algorithm.startsWith('CRC') : algorithm !== 'CRC64NVME';
  if (isPossible && (type === 'FULL_OBJECT' || type === 'COMPOSITE'))
    return { algorithm, type };
  throw new AwsError(
    'InvalidRequest',
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}

function createUpload(call: Call, input: CreateInput) {
  const found = findBucket(call, input);
  const { bucket } = found;
  const key = input.Key;
  const attributes = attributesOf(input);
  allowWrite(call, found, input, attributes.tags);
  const encryption = encryptionFor(call, { bucket, key }, input);
  const upload: StoredUpload = {
    id: randomBytes(32).toString('base64url'),
    key,
    attributes: { ...attributes, encryption },
    checksum: uploadChecksum(input),
    initiatorArn: call.caller.arn,
    startedAt: worldTime(call),
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  noted(call);
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.id,
    ...encryptionMembers(encryption),
    ...(upload.checksum && {
      ChecksumAlgorithm: upload.checksum.algorithm,
      ChecksumType: upload.checksum.type,
    }),
  };
}

function checkPartNumber(number: number): void {
  if (number >= 1 && number <= MAX_PART_NUMBER) return;
  throw new AwsError(
    'InvalidArgument',
    'Part number must be an integer between 1 and 10000, inclusive',
    400,
    { members: { ArgumentName: 'partNumber', ArgumentValue: String(number) } },
  );
}

/** The checksum to keep with a part: the one it came with, or its own by the upload's algorithm. */
function partChecksum(
  { checksum }: StoredUpload,
  told: ReturnType<typeof toldChecksum>,
  content: Buffer,
): string | null {
  if (!checksum) return null;
  if (told && told.algorithm !== checksum.algorithm)
    throw new AwsError(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${checksum.algorithm.toLowerCase()}, actual checksum Type: ${told.algorithm.toLowerCase()}`,
    );
  return told?.value ?? checksumOf(checksum.algorithm, content);
}

function putPart(
  call: Call,
  found: FoundUpload,
  part: Pick<StoredPart, 'number' | 'checksum'>,
  content: Buffer,
): Promise<StoredPart> {
  const { upload } = found;
  return withContent(call, found, content, (pieces) => {
    checkUnfinished(found);
    const written: StoredPart = {
      ...part,
      pieces,
      bytes: content.length,
      etag: etagOf(content, upload.attributes.encryption),
      modifiedAt: worldTime(call),
    };
    dropContent(call, upload.parts.get(part.number)?.pieces ?? []);
    upload.parts.set(part.number, written);
    noted(call);
    return written;
  });
}

function allowPart(
  call: Call,
  input: { Bucket: string; Key: string; UploadId: string; PartNumber: number },
): FoundUpload {
  const found = allowUpload(call, 's3:PutObject', input);
  checkPartNumber(input.PartNumber);
  const { bucket, upload } = found;
  checkDecrypt(call, { bucket, key: upload.key }, upload.attributes.encryption);
  return found;
}

/** The part's own checksum, whichever it came with. */
const partMembers = (told: ReturnType<typeof toldChecksum>) =>
  told ? { [`Checksum${told.algorithm}`]: told.value } : {};

async function uploadPart(call: Call, input: Given<UploadPartCommandInput>) {
  const found = allowPart(call, input);
  // the wire hands the payload over as a Buffer
  const content = (input.Body as Buffer | undefined) ?? Buffer.alloc(0);
  const told = toldChecksum(input);
  const checksum = partChecksum(found.upload, told, content);
  const number = input.PartNumber;
  const part = await putPart(call, found, { number, checksum }, content);
  return {
    ETag: `"${part.etag}"`,
    ...partMembers(told),
    ...encryptionMembers(found.upload.attributes.encryption),
  };
}

function sourceRange(text: string, bytes: number): ByteRange {
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(text) ?? [];
  const range = { first: Number(first), last: Number(last) };
  if (first === '' || range.first > range.last)
    throw new AwsError(
      'InvalidArgument',
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      400,
      { members: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: text } },
    );
  if (range.last >= bytes)
    throw new AwsError(
      'InvalidArgument',
      `Range specified is not valid for source object of size: ${bytes}`,
      400,
      { members: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: text } },
    );
  return range;
}

async function uploadPartCopy(call: Call, input: Given<UploadPartCopyCommandInput>) {
  const { object } = readSource(call, input);
  const found = allowPart(call, input);
  const { CopySourceRange } = input;
  const range =
    CopySourceRange === undefined
      ? undefined
      : sourceRange(CopySourceRange, object.bytes);
  const content = await readContent(call, object.pieces, range);
  const checksum = partChecksum(found.upload, null, content);
  const number = input.PartNumber;
  const part = await putPart(call, found, { number, checksum }, content);
  const algorithm = found.upload.checksum?.algorithm;
  return {
    CopyPartResult: {
      ETag: `"${part.etag}"`,
      LastModified: new Date(part.modifiedAt),
      ...(algorithm && checksum !== null && { [`Checksum${algorithm}`]: checksum }),
    },
    ...encryptionMembers(found.upload.attributes.encryption),
  };
}

function abortUpload(call: Call, input: Given<AbortMultipartUploadCommandInput>) {
  const found = allowUpload(call, 's3:AbortMultipartUpload', input);
  const { bucket, upload } = found;
  bucket.uploads.delete(upload.id);
  for (const { pieces } of upload.parts.values()) dropContent(call, pieces);
  noted(call);
  return {};
}

export const uploadPartsOperations = {
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  AbortMultipartUpload: abortUpload,
} satisfies Operations;
