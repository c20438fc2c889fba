import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type CustomPolicy, resolveCustomPolicy } from './custom-policy';
import { type Field, right, rightOf } from './field';
import { type ManagedPolicy, resolveManagedPolicies } from './managed-policies';

/** Where a role is made an administrator, and by which policy. */
export type Administrator = { field: 'managedPolicies' | 'customPolicy'; name: string };

type Granted = {
  managedPolicies: Field<ManagedPolicy[]>;
  customPolicy: Field<CustomPolicy | null>;
  administrator: Administrator | null;
};

/** What a role may do by managed policies, by a policy of its own, or by both. */
export function resolveGranted(
  fields: DraftFields,
  world: KnownWorld,
  account: StoredAccount | null,
): Granted {
  const custom = resolveCustomPolicy(fields.customPolicy, null);
  const customPolicy = custom.state === 'empty' ? right(null) : custom;
  const managed = resolveManagedPolicies(fields.managedPolicies, world, account);
  // Either is enough.
  const isJsonAlone = managed.state === 'empty' && custom.state !== 'empty';
  const managedPolicies = isJsonAlone ? right([]) : managed;
  const administrator = administratorIn(rightOf(managedPolicies), rightOf(customPolicy));
  return { managedPolicies, customPolicy, administrator };
}

function administratorIn(
  managed: ManagedPolicy[] | null,
  custom: CustomPolicy | null,
): Administrator | null {
  const policy = managed?.find((one) => one.isAdministrative);
  if (policy) return { field: 'managedPolicies', name: policy.name };
  return custom?.isAdministrative ? { field: 'customPolicy', name: 'This policy' } : null;
}
