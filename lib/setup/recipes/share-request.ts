import type { BucketKey } from '@/lib/iam/render/key-use';
import { policyText } from '@/lib/iam/render/policy-text';
import { type BucketAccess, RIGHTS } from '@/lib/iam/render/s3-permissions';
import { renderWorkloadPolicy } from '@/lib/iam/render/workload-policy';
import type { Piece } from './piece';
import { rolePieces } from './role-pieces';
import type { OwnRequest } from './role-request';

/** A bucket, or a part of it, and what may be done there. */
export type BucketShare = {
  partition: string;
  bucket: string;
  /** Part of the bucket, `logs/*`; null means all of it. */
  keys: string | null;
  access: BucketAccess | 'custom';
  /** The role's permissions when access is custom. */
  customPolicy: string | null;
  /** The customer key of the bucket; null where none has to be let use. */
  keyArn: string | null;
};

/** Everything that sharing a bucket needs, checked. */
export type ShareRequest = OwnRequest & BucketShare;

/** What the policy that lets a role into a bucket is called. */
export const PERMISSIONS_NAME = 'bucket-access';

/** The pieces of a share. Pure: the same request gives the same bytes. */
export const sharePieces = (request: ShareRequest): Piece[] =>
  rolePieces(request, { name: PERMISSIONS_NAME, text: permissionsOf(request) });

export function permissionsOf({ access, customPolicy, ...part }: BucketShare): string {
  if (access === 'custom') return customPolicy ?? '';
  return policyText(
    renderWorkloadPolicy({ ...part, rights: RIGHTS[access], key: keyOf(part) }),
  );
}

/**
 * Only by way of S3: nothing else of the key's account can be read with it. Requests that were
 * stored before keys were looked at have none.
 */
export const keyOf = ({ keyArn }: Pick<BucketShare, 'keyArn'>): BucketKey | null =>
  keyArn ? { arn: keyArn, isOnlyThroughS3: true } : null;

/** S3 actions that each choice promises, and on what. */
export const PROMISED: Record<BucketAccess, string[]> = {
  read: ['s3:ListBucket', 's3:GetObject'],
  write: ['s3:PutObject'],
  both: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
  all: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
};
