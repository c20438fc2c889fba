import { audiencesIn } from '@/lib/core/provider-text';
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
    case 'policy-document':
      return { ...target, kind: 'put-policy-version', document };
    case 'managed-attachment':
      return { ...target, kind: 'attach-policy' };
    case 'principal-attachment':
      return { ...target, kind: 'attach-to' };
    case 'role-tag': {
      const { roleName } = target;
      return { kind: 'tag-role', roleName, ...tagOfText(document) };
    }
    case 'provider-audience': {
      const isThere = audiencesIn(document)?.includes(target.audience) ?? false;
      return { ...target, kind: isThere ? 'add-audience' : 'remove-audience' };
    }
    case 'role-in-profile':
      return { ...target, kind: 'add-role-to-profile' };
    default:
      throw new Error(`A ${target.kind} has no text that could be put.`);
  }
}

/** These go with their object, and a key is never without a policy: none is removed alone. */
const LASTING = ['trust', 'policy-document', 'key-policy', 'provider-audience'] as const;
type LastingKind = (typeof LASTING)[number];

const isLasting = (
  target: AwsTarget,
): target is Extract<AwsTarget, { kind: LastingKind }> =>
  LASTING.some((kind) => kind === target.kind);

const REMOVALS: Record<Exclude<AwsTarget['kind'], LastingKind>, RemovingWrite['kind']> = {
  role: 'delete-role',
  'inline-policy': 'delete-inline-policy',
  'bucket-policy': 'delete-bucket-policy',
  'managed-policy': 'delete-policy',
  'managed-attachment': 'detach-policy',
  'principal-attachment': 'detach-from',
  'role-tag': 'untag-role',
  'instance-profile': 'delete-instance-profile',
  'role-in-profile': 'remove-role-from-profile',
  'oidc-provider': 'delete-oidc-provider',
  'saml-provider': 'delete-saml-provider',
};

function removalOf(target: AwsTarget): AwsWrite {
  if (isLasting(target)) throw new Error(`A ${target.kind} is never removed.`);
  // A removal names what its target names.
  return { ...target, kind: REMOVALS[target.kind] } as RemovingWrite;
}
