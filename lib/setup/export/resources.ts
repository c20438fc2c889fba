import type { PrincipalKind } from '@/lib/ports';
import type { MadeStep } from './plan-source';

/** A role as infrastructure code declares it: what stands in the end, and what stood before. */
export type RoleResource = {
  roleName: string;
  path: string;
  /** Of a role that the plan makes; one that stands already keeps what it has. */
  made: {
    description: string;
    maxSessionSeconds: number;
    tags: Record<string, string>;
  } | null;
  live: string | null;
  trust: string;
};

export type PolicyResource = {
  number: number;
  principal: PrincipalKind;
  principalName: string;
  policyName: string;
  live: string | null;
  document: string;
};

export type Resources = { role: RoleResource | null; policies: PolicyResource[] };

/** Folds the ordered writes of one account into what they leave behind. */
export function resourcesOf(roleArn: string, steps: MadeStep[]): Resources {
  const found: Resources = { role: null, policies: [] };
  for (const { number, write, before } of steps) {
    switch (write.kind) {
      case 'create-role':
        found.role = { ...write, made: write, live: null };
        break;
      case 'put-trust':
        found.role = {
          ...(found.role ?? standingRole(roleArn, write.roleName, before)),
          trust: write.document,
        };
        break;
      case 'put-inline-policy':
        found.policies.push({ ...write, number, live: before });
        break;
      default:
        write satisfies never;
    }
  }
  return found;
}

const standingRole = (
  roleArn: string,
  roleName: string,
  live: string | null,
): Omit<RoleResource, 'trust'> => ({
  roleName,
  path: roleArn.slice(roleArn.indexOf('/'), roleArn.lastIndexOf('/') + 1),
  made: null,
  live,
});
