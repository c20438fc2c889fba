import { isRemoval } from '@/lib/core/is-removal';
import type { AwsWrite, MakingWrite, PuttingWrite } from '@/lib/ports';
import { audienceOptions, keyOptions, nameOption } from './cli-options';
import { removing } from './cli-removal';
import type { CliCall, Written } from './cli-written';

export const cliCall = (write: AwsWrite): CliCall => ({
  service: 'iam',
  document: null,
  request: null,
  waitFor: null,
  roomIn: null,
  ...callOf(write),
});

function callOf(write: AwsWrite): Written {
  if (isRemoval(write)) return removing(write);
  return 'tags' in write ? making(write) : putting(write);
}

function putting(write: PuttingWrite): Written {
  switch (write.kind) {
    case 'put-trust':
      return {
        write: ['update-assume-role-policy', nameOption('role', write.roleName)],
        document: { option: '--policy-document', text: write.document },
      };
    case 'put-inline-policy':
      return {
        write: [
          `put-${write.principal}-policy`,
          nameOption(write.principal, write.principalName),
          `--policy-name=${write.policyName}`,
        ],
        document: { option: '--policy-document', text: write.document },
      };
    case 'put-bucket-policy':
      return {
        service: 's3api',
        write: [
          'put-bucket-policy',
          `--bucket=${write.bucket}`,
          `--region=${write.region}`,
        ],
        document: { option: '--policy', text: write.document },
      };
    case 'put-key-policy':
      return {
        service: 'kms',
        write: ['put-key-policy', ...keyOptions(write.keyArn)],
        document: { option: '--policy', text: write.document },
      };
    case 'put-policy-version':
      return {
        write: [
          'create-policy-version',
          `--policy-arn=${write.policyArn}`,
          '--set-as-default',
        ],
        roomIn: write.policyArn,
        document: { option: '--policy-document', text: write.document },
      };
    default:
      return tying(write);
  }
}

type TyingWrite = Extract<
  PuttingWrite,
  {
    kind:
      | 'attach-policy'
      | 'attach-to'
      | 'tag-role'
      | 'add-role-to-profile'
      | 'add-audience';
  }
>;

function tying(write: TyingWrite): Written {
  if (write.kind === 'attach-to')
    return {
      write: [
        `attach-${write.principal}-policy`,
        nameOption(write.principal, write.principalName),
        `--policy-arn=${write.policyArn}`,
      ],
    };
  if (write.kind === 'add-audience')
    return {
      write: ['add-client-id-to-open-id-connect-provider', ...audienceOptions(write)],
    };
  const role = nameOption('role', write.roleName);
  if (write.kind === 'attach-policy')
    return { write: ['attach-role-policy', role, `--policy-arn=${write.policyArn}`] };
  if (write.kind === 'tag-role')
    return {
      write: ['tag-role', role],
      request: JSON.stringify({ Tags: [{ Key: write.key, Value: write.value }] }),
    };
  const profile = `--instance-profile-name=${write.profileName}`;
  return { write: ['add-role-to-instance-profile', profile, role] };
}

function making(write: MakingWrite): Written {
  const request = JSON.stringify(
    {
      ...requestOf(write),
      Tags: Object.entries(write.tags).map(([Key, Value]) => ({ Key, Value })),
    },
    null,
    2,
  );
  switch (write.kind) {
    case 'create-role':
      return {
        write: ['create-role'],
        document: { option: '--assume-role-policy-document', text: write.trust },
        request,
        waitFor: ['role-exists', nameOption('role', write.roleName)],
      };
    case 'create-policy':
      return {
        write: ['create-policy'],
        document: { option: '--policy-document', text: write.document },
        request,
      };
    case 'create-instance-profile':
      return {
        write: ['create-instance-profile'],
        request,
        waitFor: [
          'instance-profile-exists',
          `--instance-profile-name=${write.profileName}`,
        ],
      };
    case 'create-oidc-provider':
      return { write: ['create-open-id-connect-provider'], request };
    case 'create-saml-provider':
      return {
        write: ['create-saml-provider'],
        document: { option: '--saml-metadata-document', text: write.metadata },
        request,
      };
    default:
      return write satisfies never;
  }
}

function requestOf(write: MakingWrite): object {
  switch (write.kind) {
    case 'create-role':
      return {
        RoleName: write.roleName,
        Path: write.path,
        ...(write.description !== '' && { Description: write.description }),
        MaxSessionDuration: write.maxSessionSeconds,
        ...(write.boundaryArn && { PermissionsBoundary: write.boundaryArn }),
      };
    case 'create-policy':
      return { PolicyName: write.policyName, Path: write.path };
    case 'create-instance-profile':
      return { InstanceProfileName: write.profileName, Path: write.path };
    case 'create-oidc-provider':
      return { Url: write.url, ClientIDList: write.clientIds };
    case 'create-saml-provider':
      return { Name: write.name };
    default:
      return write satisfies never;
  }
}
