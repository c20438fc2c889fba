import { nameOfArn } from '@/lib/core/arn';
import type { AwsTarget } from '@/lib/ports';

/** A target as the beginning of a sentence. */
export function sayTarget(target: AwsTarget): string {
  switch (target.kind) {
    case 'trust':
      return `The trust policy of ${target.roleName}`;
    case 'inline-policy':
      return `Policy ${target.policyName} of ${target.principal} ${target.principalName}`;
    case 'bucket-policy':
      return `The policy of bucket ${target.bucket}`;
    case 'managed-policy':
    case 'policy-document':
      return `Policy ${nameOfArn(target.policyArn)}`;
    case 'role-tag':
      return `Tag ${target.key} of role ${target.roleName}`;
    case 'provider-audience':
      return `OIDC provider ${hostOf(target)}`;
    case 'key-policy':
      return `The policy of key ${nameOfArn(target.keyArn)}`;
    default:
      return targetName(target);
  }
}

/** What a target is called, or what it is on. */
export function targetName(target: AwsTarget): string {
  switch (target.kind) {
    case 'role':
    case 'trust':
      return target.roleName;
    case 'inline-policy':
      return `${target.policyName} on ${target.principal} ${target.principalName}`;
    case 'managed-policy':
    case 'policy-document':
      return nameOfArn(target.policyArn);
    case 'managed-attachment':
      return `${nameOfArn(target.policyArn)} on role ${target.roleName}`;
    case 'principal-attachment':
      return `${nameOfArn(target.policyArn)} on ${target.principal} ${target.principalName}`;
    case 'role-tag':
      return `${target.key} on role ${target.roleName}`;
    case 'instance-profile':
      return target.profileName;
    case 'role-in-profile':
      return `${target.roleName} in ${target.profileName}`;
    case 'bucket-policy':
      return target.bucket;
    case 'key-policy':
      return nameOfArn(target.keyArn);
    case 'provider-audience':
      return `${target.audience} at ${hostOf(target)}`;
    case 'oidc-provider':
    case 'saml-provider':
      return hostOf(target);
    default:
      return target satisfies never;
  }
}

const hostOf = ({ providerArn }: { providerArn: string }): string =>
  providerArn.slice(providerArn.indexOf('/') + 1);
