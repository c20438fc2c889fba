import type { AwsTarget, MakingWrite, PrincipalKind } from '@/lib/ports';
import type { HeldStep, HeldWrite } from './not-here';

/** A role as infrastructure code declares it: what stands in the end, and what stood before. */
export type RoleResource = {
  roleName: string;
  path: string;
  /** Of a role that the plan makes; one that stands already keeps what it has. */
  made: {
    description: string;
    maxSessionSeconds: number;
    boundaryArn?: string;
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

/** The policy of a bucket or of a key. */
export type ResourcePolicy = {
  number: number;
  target: Extract<AwsTarget, { kind: 'bucket-policy' | 'key-policy' }>;
  live: string | null;
  document: string;
};

export type ProfileResource = {
  profileName: string;
  made: { path: string; tags: Record<string, string> } | null;
  /** Null for a profile that is left without a role. */
  roleName: string | null;
};

export type ProviderResource = Extract<
  MakingWrite,
  { kind: 'create-oidc-provider' | 'create-saml-provider' }
> & { number: number };

export type AttachmentResource = { number: number; roleName: string; policyArn: string };

/** A managed policy of the account, made or, where a text stands, changed. */
export type OwnPolicyResource = {
  number: number;
  policyArn: string;
  live: string | null;
  document: string;
  tags: Record<string, string>;
};

export type HoldingResource = {
  number: number;
  principal: PrincipalKind;
  principalName: string;
  policyArn: string;
};

export type Resources = {
  role: RoleResource | null;
  policies: PolicyResource[];
  resourcePolicies: ResourcePolicy[];
  attachments: AttachmentResource[];
  ownPolicies: OwnPolicyResource[];
  /** Who has such a policy, or another, beside roles that the plan makes. */
  holdings: HoldingResource[];
  profile: ProfileResource | null;
  providers: ProviderResource[];
};

/** Folds the ordered writes of one account into what they leave behind. */
export function resourcesOf(roleArn: string, steps: HeldStep[]): Resources {
  const found: Resources = {
    role: null,
    policies: [],
    resourcePolicies: [],
    attachments: [],
    ownPolicies: [],
    holdings: [],
    profile: null,
    providers: [],
  };
  for (const step of steps) {
    const { write } = step;
    if (isPolicyWrite(write)) foldPolicy(found, write, step);
    else fold(found, roleArn, write, step);
  }
  return found;
}

function fold(
  found: Resources,
  roleArn: string,
  write: Exclude<HeldWrite, PolicyWrite>,
  { number, before, target }: HeldStep,
): void {
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
    case 'put-bucket-policy':
    case 'put-key-policy':
      if (target.kind === 'bucket-policy' || target.kind === 'key-policy')
        found.resourcePolicies.push({
          number,
          target,
          live: before,
          document: write.document,
        });
      break;
    case 'attach-policy':
      found.attachments.push({ ...write, number });
      break;
    case 'create-instance-profile':
      found.profile = { profileName: write.profileName, made: write, roleName: null };
      break;
    case 'add-role-to-profile':
      found.profile = { made: null, ...found.profile, ...write };
      break;
    case 'create-oidc-provider':
    case 'create-saml-provider':
      found.providers.push({ ...write, number });
      break;
    default:
      write satisfies never;
  }
}

type PolicyWrite = Extract<
  HeldWrite,
  { kind: 'create-policy' | 'put-policy-version' | 'attach-to' }
>;

const isPolicyWrite = (write: HeldWrite): write is PolicyWrite =>
  ['create-policy', 'put-policy-version', 'attach-to'].includes(write.kind);

/** Managed policies of the account, and who gets them. */
function foldPolicy(
  { ownPolicies, holdings }: Resources,
  write: PolicyWrite,
  { number, before, target }: HeldStep,
): void {
  if (write.kind === 'attach-to') holdings.push({ ...write, number });
  else if ('policyArn' in target)
    ownPolicies.push({
      number,
      policyArn: target.policyArn,
      live: before,
      document: write.document,
      tags: write.kind === 'create-policy' ? write.tags : {},
    });
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
