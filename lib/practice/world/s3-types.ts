import type { ChecksumAlgorithm } from '../wire/checksums';

/** Some of an object's bytes: few of them stand here as base64, many in a blob. */
export type Piece = { bytes: number } & ({ text: string } | { blob: string });

/** How bytes are encrypted at rest; nothing is really encrypted, but keys are asked for. */
export type Encryption =
  | { algorithm: 'AES256' }
  | {
      algorithm: 'aws:kms' | 'aws:kms:dsse';
      /** ARN of the key; in a bucket's default what its writer named, null for AWS's own key. */
      keyId: string | null;
      isBucketKey: boolean;
    };

export type ObjectTag = { Key: string; Value: string };

export type StoredChecksum = {
  algorithm: ChecksumAlgorithm;
  value: string;
  type: 'FULL_OBJECT' | 'COMPOSITE';
};

/** Headers that come back as they were put, by the name of their member. */
export type StoredHeaders = Record<string, string>;

/** What a writer says of an object beside its bytes. */
export type ObjectAttributes = {
  contentType: string;
  headers: StoredHeaders;
  /** Values of `x-amz-meta-…`, by the rest of the name. */
  metadata: Record<string, string>;
  tags: ObjectTag[];
  encryption: Encryption;
};

export type StoredObject = ObjectAttributes & {
  key: string;
  pieces: Piece[];
  bytes: number;
  etag: string;
  checksum: StoredChecksum | null;
  /** Sizes of the parts it was put together from; empty when it came in one. */
  partSizes: number[];
  modifiedAt: string;
};

export type StoredPart = {
  number: number;
  pieces: Piece[];
  bytes: number;
  etag: string;
  checksum: string | null;
  modifiedAt: string;
};

export type StoredUpload = {
  id: string;
  key: string;
  attributes: ObjectAttributes;
  checksum: Pick<StoredChecksum, 'algorithm' | 'type'> | null;
  /** Who began it. */
  initiatorArn: string;
  startedAt: string;
  parts: Map<number, StoredPart>;
};

type PublicAccessBlock = {
  blockPublicAcls: boolean;
  ignorePublicAcls: boolean;
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
};

export type ObjectOwnership =
  | 'BucketOwnerEnforced'
  | 'BucketOwnerPreferred'
  | 'ObjectWriter';

export type StoredBucket = {
  name: string;
  region: string;
  createdAt: string;
  policy: string | null;
  encryption: Encryption;
  /** Null when it was deleted: nothing is blocked. */
  publicAccessBlock: PublicAccessBlock | null;
  /** Null when it was deleted, which leaves access control lists on. */
  ownership: ObjectOwnership | null;
  objects: Map<string, StoredObject>;
  /** Multipart uploads that are not complete, by id. */
  uploads: Map<string, StoredUpload>;
};
