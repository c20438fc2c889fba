import type { Piece, StoredBucket, StoredObject } from './s3-types';
import type { AccountState } from './types';

type Identity = Pick<StoredBucket, 'name' | 'region' | 'createdAt'>;

/** A bucket as AWS sets it up: closed to the public, encrypted, without access control lists. */
export const newBucket = (identity: Identity): StoredBucket => ({
  policy: null,
  encryption: { algorithm: 'AES256' },
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  },
  ownership: 'BucketOwnerEnforced',
  objects: new Map(),
  uploads: new Map(),
  ...identity,
});

type ObjectIdentity = Pick<
  StoredObject,
  'key' | 'pieces' | 'bytes' | 'contentType' | 'etag' | 'modifiedAt'
>;

/** An object about which nothing more is known. */
export const newObject = (identity: ObjectIdentity): StoredObject => ({
  headers: {},
  metadata: {},
  tags: [],
  encryption: { algorithm: 'AES256' },
  checksum: null,
  partSizes: [],
  ...identity,
});

/** Objects were saved with their whole content as base64 before they had pieces. */
type SavedObject = StoredObject & { content?: string };

function upgradedObject({ content, ...saved }: SavedObject): StoredObject {
  if (content === undefined) return newObject(saved);
  const bytes = Buffer.byteLength(content, 'base64');
  return newObject({ ...saved, bytes, pieces: [{ bytes, text: content }] });
}

/** A bucket saved by an earlier version, with the members it could not know. */
export function upgradedBucket(saved: StoredBucket): StoredBucket {
  const objects = [...saved.objects].map(
    ([key, object]) => [key, upgradedObject(object)] as const,
  );
  return { ...newBucket(saved), ...saved, objects: new Map(objects) };
}

/** Every piece that a bucket holds, those of unfinished uploads included. */
export const piecesOf = ({ objects, uploads }: StoredBucket): Piece[] => [
  ...[...objects.values()].flatMap(({ pieces }) => pieces),
  ...[...uploads.values()].flatMap(({ parts }) =>
    [...parts.values()].flatMap(({ pieces }) => pieces),
  ),
];

/** Ids of the blobs among some pieces. */
export const blobIdsOf = (pieces: Piece[]): string[] =>
  pieces.flatMap((piece) => ('blob' in piece ? [piece.blob] : []));

/** Ids of all blobs of some accounts. */
export const blobIdsIn = (accounts: Iterable<AccountState>): string[] =>
  [...accounts].flatMap(({ buckets }) =>
    [...buckets.values()].flatMap((bucket) => blobIdsOf(piecesOf(bucket))),
  );
