import type { TrustedParty } from '@/lib/iam/render/trust-policy';
import type { Piece } from './piece';
import { rolePieces } from './role-pieces';
import type { RoleRequest } from './role-request';
import { type BucketShare, PERMISSIONS_NAME, permissionsOf } from './share-request';

/** Everything that a vendor's role needs, checked. It always asks for an external ID. */
export type VendorRequest = RoleRequest & {
  who: null;
  trusted: Extract<TrustedParty, { kind: 'account' }>;
  externalId: string;
  /** The bucket that the vendor may read; null when the policy says what it may do. */
  share: BucketShare | null;
  /** The role's permissions where no bucket is shared. */
  policy: string;
};

/** The pieces of a vendor's role. The vendor's half is the vendor's to write. */
export const vendorPieces = (request: VendorRequest): Piece[] =>
  rolePieces(request, {
    name: request.share ? PERMISSIONS_NAME : 'vendor-access',
    text: request.share ? permissionsOf(request.share) : request.policy,
  });
