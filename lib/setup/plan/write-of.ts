import { tagOfText } from '@/lib/core/role-tag';
import type { AwsTarget, AwsWrite, RemovingWrite } from '@/lib/ports';

/** The write that gives a target its text, or takes what stands there away. */
export function writeOf(target: AwsTarget, text: string | null): AwsWrite {
  return text === null ? removalOf(target) : putOf(target, text);
}

function putOf(target: AwsTarget, document: string): AwsWrite {
  switch (target.kind) {
    case 'trust':
      return { ...target, kind: 'put-trust', document };
    case 'inline-policy':
      return { ...target, kind: 'put-inline-policy', document };
    case 'bucket-policy':
      return { ...target, kind: 'put-bucket-policy', document };
    case 'key-policy':
      return { ...target, kind: 'put-key-policy', document };
    case 'managed-attachment':
      return { ...target, kind: 'attach-policy' };
    case 'role-tag': {
      const { roleName } = target;
      return { kind: 'tag-role', roleName, ...tagOfText(document) };
    }
    case 'role-in-profile':
      return { ...target, kind: 'add-role-to-profile' };
    default:
      throw new Error(`A ${target.kind} has no text that could be put.`);
  }
}

const REMOVALS: Record<
  Exclude<AwsTarget['kind'], 'trust' | 'key-policy'>,
  RemovingWrite['kind']
> = {
  role: 'delete-role',
  'inline-policy': 'delete-inline-policy',
  'bucket-policy': 'delete-bucket-policy',
  'managed-attachment': 'detach-policy',
  'role-tag': 'untag-role',
  'instance-profile': 'delete-instance-profile',
  'role-in-profile': 'remove-role-from-profile',
  'oidc-provider': 'delete-oidc-provider',
  'saml-provider': 'delete-saml-provider',
};

/** A trust goes with its role, and a key is never without a policy: neither is removed alone. */
function removalOf(target: AwsTarget): AwsWrite {
  if (target.kind === 'trust' || target.kind === 'key-policy')
    throw new Error(`A ${target.kind} is never removed.`);
  // A removal names what its target names.
  return { ...target, kind: REMOVALS[target.kind] } as RemovingWrite;
}
