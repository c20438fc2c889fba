import { type BucketShare, PERMISSIONS_NAME, permissionsOf } from './share-request';

/** What a role that stands alone may do: use a bucket, or what a policy of its own says. */
export type RoleMay = {
  /** Null when the policy says what it may do. */
  share: BucketShare | null;
  /** The role's permissions where no bucket is shared. */
  policy: string;
};

/** The document of it; `name` is what a policy of its own is called. */
export const mayDocument = (
  { share, policy }: RoleMay,
  name: string,
): { name: string; text: string } =>
  share ? { name: PERMISSIONS_NAME, text: permissionsOf(share) } : { name, text: policy };
