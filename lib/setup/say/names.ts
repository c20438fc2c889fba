import type { RoleMay } from '../recipes/role-may';
import type { RoleRequest } from '../recipes/role-request';
import type { BucketShare } from '../recipes/share-request';

/** Names of both sides, for sentences and pictures. */
export type Sides = {
  /** `ci-deploy`, `ops (3 members)`, or everybody of a whole account. */
  who: string;
  trustedName: string;
  trustingName: string;
  trustedIsProduction: boolean;
  trustingIsProduction: boolean;
  /** The trusted side is another organisation's. */
  isOutside: boolean;
};

const VERBS: Record<BucketShare['access'], string> = {
  read: 'read',
  write: 'write to',
  both: 'read and write',
  all: 'read, write and delete in',
  custom: 'use',
};

export const verbOf = ({ access }: Pick<BucketShare, 'access'>): string => VERBS[access];

/** `app-logs`, `app-logs/logs/*` */
export const placeOf = ({
  bucket,
  keys,
}: Pick<BucketShare, 'bucket' | 'keys'>): string =>
  keys === null ? bucket : `${bucket}/${keys}`;

/** `read app-logs/logs/* in Data` */
export const deedOf = (request: BucketShare, { trustingName }: Sides): string =>
  `${verbOf(request)} ${placeOf(request)} in ${trustingName}`;

/** What a role that stands alone may do: `read app-logs in Data`, or what its policy says. */
export const sayMay = (
  { share, roleName }: RoleMay & Pick<RoleRequest, 'roleName'>,
  sides: Sides,
): string =>
  share
    ? deedOf(share, sides)
    : `do in ${sides.trustingName} what the policy of ${roleName} says`;

/** `ci-deploy in Tooling`, `Anyone in Tooling whose own policies allow it` */
export const subjectOf = (
  request: Pick<RoleRequest, 'trusted'>,
  { who, trustedName }: Sides,
): string =>
  request.trusted.kind === 'account'
    ? `Anyone in ${trustedName} whose own policies allow it`
    : `${who} in ${trustedName}`;
