import type { CollectedAccount } from '@/lib/iam/world';
import { buckets } from './buckets';
import type { EstateOptions } from './estate-options';
import { groupDetails } from './groups';
import { identityProviders } from './identity-providers';
import { keys } from './keys';
import { managedPolicies } from './managed-policies';
import { roleDetails } from './roles';
import { makeScene } from './scene';
import { userDetails } from './users';

/** Everything that was read of account number `index`. */
export function accountDetails(options: EstateOptions, index: number): CollectedAccount {
  const scene = makeScene(options, index, 'details');
  const groups = groupDetails(scene);
  return {
    UserDetailList: userDetails(scene, groups),
    GroupDetailList: groups,
    RoleDetailList: roleDetails(scene),
    Policies: managedPolicies(scene),
    Buckets: buckets(scene),
    Keys: keys(scene),
    ...identityProviders(scene),
  };
}
