import type {
  ListMultipartUploadsCommandInput,
  ListPartsCommandInput,
} from '@aws-sdk/client-s3';
import type { Call, Given, Operations } from '../operation';
import type { StoredUpload } from '../world/s3-types';
import { initiatorMembers, ownerMembers } from './acls';
import { allowBucket, type Found } from './find-bucket';
import { allowUpload } from './find-upload';
import { compareKeys, encoderOf, entriesOf, firstOf } from './list-page';

function listParts(call: Call, input: Given<ListPartsCommandInput>) {
  const { account, bucket, upload } = allowUpload(
    call,
    's3:ListMultipartUploadParts',
    input,
  );
  const { checksum, parts } = upload;
  const marker = Number(input.PartNumberMarker ?? 0) || 0;
  const after = [...parts.values()]
    .filter(({ number }) => number > marker)
    .sort((a, b) => a.number - b.number);
  const { max, page, last, isTruncated } = firstOf(after, input.MaxParts);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: isTruncated && last ? String(last.number) : undefined,
    MaxParts: max,
    IsTruncated: isTruncated,
    Parts: page.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.modifiedAt),
      ETag: `"${part.etag}"`,
      Size: part.bytes,
      ...(checksum &&
        part.checksum !== null && { [`Checksum${checksum.algorithm}`]: part.checksum }),
    })),
    Initiator: initiatorMembers(upload.initiatorArn),
    Owner: ownerMembers(account),
    StorageClass: upload.attributes.headers['StorageClass'] ?? 'STANDARD',
    ...(checksum && {
      ChecksumAlgorithm: checksum.algorithm,
      ChecksumType: checksum.type,
    }),
  };
}

const uploadOf = (
  { account }: Found,
  upload: StoredUpload,
  encode: (text: string) => string,
) => ({
  UploadId: upload.id,
  Key: encode(upload.key),
  Initiated: new Date(upload.startedAt),
  StorageClass: upload.attributes.headers['StorageClass'] ?? 'STANDARD',
  Owner: ownerMembers(account),
  Initiator: initiatorMembers(upload.initiatorArn),
  ...(upload.checksum && {
    ChecksumAlgorithm: upload.checksum.algorithm,
    ChecksumType: upload.checksum.type,
  }),
});

type UploadsInput = Given<ListMultipartUploadsCommandInput>;

/** Uploads of one key follow each other by id; a marker names the last that was given. */
function isAfter(key: string, id: string, input: UploadsInput): boolean {
  const order = compareKeys(key, input.KeyMarker ?? '');
  if (order !== 0) return order > 0;
  return input.UploadIdMarker !== undefined && id > input.UploadIdMarker;
}

function listUploads(call: Call, input: UploadsInput) {
  const found = allowBucket(call, 's3:ListBucketMultipartUploads', input);
  const { bucket } = found;
  const encode = encoderOf(input.EncodingType);
  const uploads = [...bucket.uploads.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const after = entriesOf(uploads, input).filter((entry) =>
    isAfter(entry.key, 'item' in entry ? entry.item.id : '', input),
  );
  const { max, page, last, isTruncated } = firstOf(after, input.MaxUploads);
  const next = isTruncated ? last : undefined;
  return {
    Bucket: bucket.name,
    KeyMarker: encode(input.KeyMarker ?? ''),
    UploadIdMarker: input.UploadIdMarker ?? '',
    NextKeyMarker: next && encode(next.key),
    NextUploadIdMarker: next && 'item' in next ? next.item.id : undefined,
    Prefix: encode(input.Prefix ?? ''),
    Delimiter: input.Delimiter,
    MaxUploads: max,
    IsTruncated: isTruncated,
    EncodingType: input.EncodingType,
    Uploads: page.flatMap((entry) =>
      'item' in entry ? uploadOf(found, entry.item, encode) : [],
    ),
    CommonPrefixes: page.flatMap((entry) =>
      'prefix' in entry ? { Prefix: encode(entry.prefix) } : [],
    ),
  };
}

export const listUploadsOperations = {
  ListParts: listParts,
  ListMultipartUploads: listUploads,
} satisfies Operations;
