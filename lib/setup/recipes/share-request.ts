import { policyText } from '@/lib/iam/render/policy-text';
import {
  type BucketAccess,
  renderBucketPermissions,
} from '@/lib/iam/render/s3-permissions';
import type { Piece } from './piece';
import { rolePieces } from './role-pieces';
import type { RoleRequest } from './role-request';

/** A bucket, or a part of it, and what may be done there. */
export type BucketShare = {
  partition: string;
  bucket: string;
  /** Part of the bucket, `logs/*`; null means all of it. */
  keys: string | null;
  access: BucketAccess | 'custom';
  /** The role's permissions when access is custom. */
  customPolicy: string | null;
};

/** Everything that sharing a bucket needs, checked. */
export type ShareRequest = RoleRequest &
  BucketShare & { who: NonNullable<RoleRequest['who']> };

/** What the policy that lets a role into a bucket is called. */
export const PERMISSIONS_NAME = 'bucket-access';

/** The pieces of a share. Pure: the same request gives the same bytes. */
export const sharePieces = (request: ShareRequest): Piece[] =>
  rolePieces(request, { name: PERMISSIONS_NAME, text: permissionsOf(request) });

export function permissionsOf({ access, customPolicy, ...part }: BucketShare): string {
  if (access === 'custom') return customPolicy ?? '';
  return policyText(renderBucketPermissions({ ...part, access }));
}

/** S3 actions that each choice promises, and on what. */
export const PROMISED: Record<BucketAccess, string[]> = {
  read: ['s3:ListBucket', 's3:GetObject'],
  write: ['s3:PutObject'],
  both: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
};
