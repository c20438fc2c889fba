import type { StoredAccount } from '@/lib/ports';
import type { CustomPolicy } from './custom-policy';
import type { Field } from './field';
import type { ManagedPolicy } from './managed-policies';
import type { RoleFields } from './resolve-role';
import type { WhoOrAccount } from './who';

/** The fields of a role for people, as they were understood. */
export type PeopleFields = RoleFields & {
  who: Field<WhoOrAccount>;
  trustingAccount: Field<StoredAccount>;
  managedPolicies: Field<ManagedPolicy[]>;
  customPolicy: Field<CustomPolicy | null>;
  boundary: Field<ManagedPolicy | null>;
  confirmedName: Field<null>;
};
