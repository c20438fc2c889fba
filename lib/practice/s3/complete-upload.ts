import { createHash } from 'node:crypto';
import type {
  CompletedPart,
  CompleteMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { type Call, type Given, type Operations, worldTime } from '../operation';
import { AwsError } from '../wire/aws-error';
import { type ChecksumAlgorithm, checksumOf } from '../wire/checksums';
import { MAX_OBJECT_BYTES } from '../wire/read-request';
import { encodeRfc3986 } from '../wire/request';
import { malformedXml } from '../wire/s3-xml';
import type { StoredChecksum, StoredPart, StoredUpload } from '../world/s3-types';
import { dropContent, readContent } from './content';
import { checkDecrypt, encryptionMembers } from './encryption';
import { checkStillThere } from './find-bucket';
import { allowUpload, checkUnfinished, type FoundUpload } from './find-upload';
import { checksumMembers, toldChecksum } from './object-checksum';
import { checkWrite } from './preconditions';
import { putInPlace, tooLarge } from './write-object';

type CompleteInput = Given<CompleteMultipartUploadCommandInput>;

const MIN_PART_BYTES = 5 * 1024 * 1024;

function invalidPart(
  upload: StoredUpload,
  { PartNumber, ETag }: CompletedPart,
): AwsError {
  return new AwsError(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    {
      members: { UploadId: upload.id, PartNumber: String(PartNumber), ETag: ETag ?? '' },
    },
  );
}

function checkOrder(listed: CompletedPart[]): void {
  const numbers = listed.map(({ PartNumber = 0 }) => PartNumber);
  const isAscending = numbers.every((number, at) => number > (numbers[at - 1] ?? 0));
  if (!isAscending)
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
    );
}

/** The stored part that is meant, when entity tag and checksum fit. */
function partOf(upload: StoredUpload, listed: CompletedPart): StoredPart {
  const part = upload.parts.get(listed.PartNumber ?? 0);
  const told = toldChecksum(listed as Given<CompletedPart>);
  const isSame =
    part?.etag === listed.ETag?.replaceAll('"', '') &&
    (!told || !upload.checksum || told.value === part?.checksum);
  if (!part || !isSame) throw invalidPart(upload, listed);
  return part;
}

function checkSizes(parts: StoredPart[]): void {
  const small = parts.slice(0, -1).find(({ bytes }) => bytes < MIN_PART_BYTES);
  if (small)
    throw new AwsError(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
      400,
      {
        members: {
          ETag: small.etag,
          MinSizeAllowed: String(MIN_PART_BYTES),
          PartNumber: String(small.number),
          ProposedSize: String(small.bytes),
        },
      },
    );
}

function partsOf(upload: StoredUpload, input: CompleteInput): StoredPart[] {
  const listed = input.MultipartUpload?.Parts ?? [];
  if (listed.length === 0) throw malformedXml();
  checkOrder(listed);
  const parts = listed.map((part) => partOf(upload, part));
  checkSizes(parts);
  return parts;
}

const joined = (parts: StoredPart[]): Buffer =>
  Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum ?? '', 'base64')));

const compositeOf = (algorithm: ChecksumAlgorithm, parts: StoredPart[]): string =>
  `${checksumOf(algorithm, joined(parts))}-${parts.length}`;

async function checksumOfParts(
  call: Call,
  { checksum }: StoredUpload,
  parts: StoredPart[],
): Promise<StoredChecksum | null> {
  if (!checksum) return null;
  const { algorithm, type } = checksum;
  if (type === 'COMPOSITE') return { ...checksum, value: compositeOf(algorithm, parts) };
  const content = await readContent(
    call,
    parts.flatMap(({ pieces }) => pieces),
  );
  return { ...checksum, value: checksumOf(algorithm, content) };
}

function checkTold(input: CompleteInput, checksum: StoredChecksum | null): void {
  const told = toldChecksum(input);
  if (!told || !checksum || told.algorithm !== checksum.algorithm) return;
  const isSame = told.value.replace(/-\d+$/, '') === checksum.value.replace(/-\d+$/, '');
  if (!isSame)
    throw new AwsError(
      'BadDigest',
      `The ${told.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    );
}

function checkTotal(input: CompleteInput, bytes: number): void {
  if (bytes > MAX_OBJECT_BYTES) throw tooLarge(bytes);
  if (input.MpuObjectSize !== undefined && Number(input.MpuObjectSize) !== bytes)
    throw new AwsError(
      'InvalidRequest',
      "The provided 'x-amz-mp-object-size' header does not match what was computed.",
    );
}

/** MD5 of the parts' own, and how many they are. */
const etagOfParts = (parts: StoredPart[]): string =>
  `${createHash('md5')
    .update(Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex'))))
    .digest('hex')}-${parts.length}`;

function putTogether(
  call: Call,
  found: FoundUpload,
  parts: StoredPart[],
  checksum: StoredChecksum | null,
): string {
  const { bucket, upload } = found;
  const etag = etagOfParts(parts);
  bucket.uploads.delete(upload.id);
  for (const part of upload.parts.values())
    if (!parts.includes(part)) dropContent(call, part.pieces);
  putInPlace(call, found, {
    ...upload.attributes,
    key: upload.key,
    pieces: parts.flatMap(({ pieces }) => pieces),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    etag,
    checksum,
    partSizes: parts.map(({ bytes }) => bytes),
    modifiedAt: worldTime(call),
  });
  return etag;
}

async function completeUpload(call: Call, input: CompleteInput) {
  const found = allowUpload(call, 's3:PutObject', input, {
    ...(input.IfNoneMatch !== undefined && { 's3:if-none-match': input.IfNoneMatch }),
    ...(input.IfMatch !== undefined && { 's3:if-match': input.IfMatch }),
  });
  const { bucket, upload } = found;
  const { encryption } = upload.attributes;
  checkDecrypt(call, { bucket, key: upload.key }, encryption);
  const parts = partsOf(upload, input);
  checkTotal(
    input,
    parts.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const checksum = await checksumOfParts(call, upload, parts);
  checkTold(input, checksum);
  checkStillThere(call, found);
  checkUnfinished(found);
  checkWrite(bucket.objects.get(upload.key), upload.key, input);
  const etag = putTogether(call, found, parts, checksum);
  const path = upload.key.split('/').map(encodeRfc3986).join('/');
  return {
    Location: `https://s3.${bucket.region}.amazonaws.com/${bucket.name}/${path}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: `"${etag}"`,
    ...checksumMembers(checksum),
    ...encryptionMembers(encryption),
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeUploadOperations = {
  CompleteMultipartUpload: completeUpload,
} satisfies Operations;
