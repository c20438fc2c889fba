import type { RemovingWrite } from '@/lib/ports';
import { audienceOptions, nameOption } from './cli-options';
import type { Written } from './cli-written';

/** A write that takes something away, as a call of the aws command. */
export function removing(write: RemovingWrite): Written {
  switch (write.kind) {
    case 'delete-inline-policy':
      return {
        write: [
          `delete-${write.principal}-policy`,
          nameOption(write.principal, write.principalName),
          `--policy-name=${write.policyName}`,
        ],
      };
    case 'delete-bucket-policy':
      return {
        service: 's3api',
        write: [
          'delete-bucket-policy',
          `--bucket=${write.bucket}`,
          `--region=${write.region}`,
        ],
      };
    case 'detach-from':
      return {
        write: [
          `detach-${write.principal}-policy`,
          nameOption(write.principal, write.principalName),
          `--policy-arn=${write.policyArn}`,
        ],
      };
    default:
      return 'roleName' in write ? removingOfRole(write) : { write: deletionOf(write) };
  }
}

type Further = Exclude<
  RemovingWrite,
  { kind: 'delete-inline-policy' | 'delete-bucket-policy' | 'detach-from' }
>;
type OfRole = Extract<Further, { roleName: string }>;

function removingOfRole(write: OfRole): Written {
  const role = nameOption('role', write.roleName);
  switch (write.kind) {
    case 'delete-role':
      return { write: ['delete-role', role] };
    case 'detach-policy':
      return { write: ['detach-role-policy', role, `--policy-arn=${write.policyArn}`] };
    case 'untag-role':
      return {
        write: ['untag-role', role],
        request: JSON.stringify({ TagKeys: [write.key] }),
      };
    case 'remove-role-from-profile':
      return {
        write: [
          'remove-role-from-instance-profile',
          `--instance-profile-name=${write.profileName}`,
          role,
        ],
      };
    default:
      return write satisfies never;
  }
}

function deletionOf(write: Exclude<Further, OfRole>): string[] {
  switch (write.kind) {
    case 'delete-policy':
      return ['delete-policy', `--policy-arn=${write.policyArn}`];
    case 'delete-instance-profile':
      return ['delete-instance-profile', `--instance-profile-name=${write.profileName}`];
    case 'remove-audience':
      return [
        'remove-client-id-from-open-id-connect-provider',
        ...audienceOptions(write),
      ];
    case 'delete-oidc-provider':
      return [
        'delete-open-id-connect-provider',
        `--open-id-connect-provider-arn=${write.providerArn}`,
      ];
    case 'delete-saml-provider':
      return ['delete-saml-provider', `--saml-provider-arn=${write.providerArn}`];
    default:
      return write satisfies never;
  }
}
