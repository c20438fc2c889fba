import type { OrgPolicy, OrgState } from './org-types';

const SCP = 'SERVICE_CONTROL_POLICY';

/** An organisation saved when service control policies were all there was. */
export function upgradedOrg(saved: OrgState | null): OrgState | null {
  if (!saved) return null;
  const policies = [...saved.policies].map(([id, policy]): [string, OrgPolicy] => [
    id,
    { ...policy, type: policy.type ?? SCP },
  ]);
  return {
    ...saved,
    creations: saved.creations ?? [],
    enabledTypes: saved.enabledTypes ?? [SCP],
    policies: new Map(policies),
  };
}
