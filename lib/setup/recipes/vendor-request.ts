import type { TrustedParty } from '@/lib/iam/render/trust-policy';
import type { Piece } from './piece';
import { mayDocument, type RoleMay } from './role-may';
import { rolePieces } from './role-pieces';
import type { RoleRequest } from './role-request';

/** Everything that a vendor's role needs, checked. It always asks for an external ID. */
export type VendorRequest = RoleRequest &
  RoleMay & {
    who: null;
    trusted: Extract<TrustedParty, { kind: 'account' }>;
  };

/** The pieces of a vendor's role. The vendor's half is the vendor's to write. */
export const vendorPieces = (request: VendorRequest): Piece[] =>
  rolePieces(request, mayDocument(request, 'vendor-access'));
