import type { TrustedParty } from '@/lib/iam/render/trust-policy';
import { mayDocument, type RoleMay } from './role-may';
import { type RoleDocuments, type RoleRequest, roleDocuments } from './role-request';

/** Everything that a vendor's role needs, checked. It always asks for an external ID. */
export type VendorRequest = RoleRequest &
  RoleMay & {
    who: null;
    trusted: Extract<TrustedParty, { kind: 'account' }>;
  };

/** The documents of a vendor's role. The vendor's half is the vendor's to write. */
export const vendorDocuments = (request: VendorRequest): RoleDocuments =>
  roleDocuments(request, mayDocument(request, 'vendor-access'));
