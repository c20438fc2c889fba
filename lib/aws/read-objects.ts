import {
  GetInstanceProfileCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetSAMLProviderCommand,
  type Tag,
} from '@aws-sdk/client-iam';
import { providerText } from '@/lib/core/provider-text';
import { tagList, tagTextIn } from '@/lib/core/role-tag';
import type { AwsTarget } from '@/lib/ports';
import { decodeDocument } from './decode-document';
import type { TargetReader } from './target-reader';

type Of<Kind extends AwsTarget['kind']> = TargetReader<
  Extract<AwsTarget, { kind: Kind }>
>;

const tagsOf = (tags: Tag[] | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));

export const readRole: TargetReader<Extract<AwsTarget, { kind: 'role' | 'trust' }>> = {
  operation: () => 'iam:GetRole',
  read: async ({ clients }, { roleName: RoleName }) => {
    const { Role } = await clients.iam().send(new GetRoleCommand({ RoleName }));
    return {
      exists: true,
      document: decodeDocument(Role?.AssumeRolePolicyDocument),
      tags: tagsOf(Role?.Tags),
      id: Role?.RoleId ?? null,
    };
  },
};

export const readRoleTag: Of<'role-tag'> = {
  operation: () => 'iam:GetRole',
  read: async ({ clients }, { roleName: RoleName, key }) => {
    const { Role } = await clients.iam().send(new GetRoleCommand({ RoleName }));
    const document = tagTextIn(tagList(tagsOf(Role?.Tags)), key);
    return document === null
      ? { exists: false }
      : { exists: true, document, tags: {}, id: null };
  },
};

export const readProfile: Of<'instance-profile'> = {
  operation: () => 'iam:GetInstanceProfile',
  read: async ({ clients }, { profileName: InstanceProfileName }) => {
    const command = new GetInstanceProfileCommand({ InstanceProfileName });
    const { InstanceProfile } = await clients.iam().send(command);
    return {
      exists: true,
      document: JSON.stringify({ InstanceProfileName }),
      tags: tagsOf(InstanceProfile?.Tags),
      id: InstanceProfile?.InstanceProfileId ?? null,
    };
  },
};

export const readOidc: Of<'oidc-provider'> = {
  operation: () => 'iam:GetOpenIDConnectProvider',
  read: async ({ clients }, { providerArn: OpenIDConnectProviderArn }) => {
    const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn });
    const { Url, ClientIDList, Tags } = await clients.iam().send(command);
    const document = JSON.stringify({ Url, ClientIDList });
    return { exists: true, document, tags: tagsOf(Tags), id: null };
  },
};

/** The whole provider, with all audiences that it takes. */
export const readAudience: Of<'provider-audience'> = {
  operation: () => 'iam:GetOpenIDConnectProvider',
  read: async ({ clients }, { providerArn: OpenIDConnectProviderArn }) => {
    const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn });
    const { Url = '', ClientIDList = [] } = await clients.iam().send(command);
    const document = providerText({ Url, ClientIDList });
    return { exists: true, document, tags: {}, id: null };
  },
};

export const readSaml: Of<'saml-provider'> = {
  operation: () => 'iam:GetSAMLProvider',
  read: async ({ clients }, { providerArn: SAMLProviderArn }) => {
    const command = new GetSAMLProviderCommand({ SAMLProviderArn });
    const { SAMLMetadataDocument, Tags } = await clients.iam().send(command);
    const document = JSON.stringify({ SAMLMetadataDocument });
    return { exists: true, document, tags: tagsOf(Tags), id: null };
  },
};
