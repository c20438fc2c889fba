import { nameOfArn } from '@/lib/core/arn';
import { pathOf } from './declare-further';
import type { AccountSource } from './plan-source';
import { literalTerraform } from './quote';
import type {
  ProfileResource,
  ProviderResource,
  ResourcePolicy,
  Resources,
} from './resources';
import {
  type Block,
  type Parts,
  providerName,
  put,
  roleReference,
} from './terraform-parts';

/** What a plan writes beside roles and inline policies, as blocks of Terraform. */
export function addFurther(
  parts: Parts,
  resources: Resources,
  account: AccountSource,
): void {
  const { resourcePolicies, attachments, profile, providers, role } = resources;
  const provider = providerName(account);
  addOwnPolicies(parts, resources, account);
  for (const one of providers) addProvider(parts, one, provider);
  for (const { number, roleName, policyArn } of attachments)
    put(parts.resources, 'aws_iam_role_policy_attachment', `attachment_${number}`, {
      provider,
      role: roleReference(roleName, role, account),
      policy_arn: literalTerraform(policyArn),
    });
  if (profile) addProfile(parts, profile, role, account);
  for (const policy of resourcePolicies) addResourcePolicy(parts, policy, provider);
}

/** A policy of the account, and who has it. */
function addOwnPolicies(
  { resources, imports }: Parts,
  { ownPolicies, holdings, role }: Resources,
  account: AccountSource,
): void {
  const provider = providerName(account);
  const nameOf = (number: number) => `own_policy_${number}`;
  for (const { number, policyArn, live, document, tags } of ownPolicies) {
    put(resources, 'aws_iam_policy', nameOf(number), {
      provider,
      name: literalTerraform(nameOfArn(policyArn)),
      path: literalTerraform(pathOf(policyArn)),
      policy: literalTerraform(document),
      ...(live === null
        ? { tags: literalTags(tags) }
        : { lifecycle: { ignore_changes: ['description', 'tags'] } }),
    });
    if (live !== null)
      imports.push({
        to: `aws_iam_policy.${nameOf(number)}`,
        id: literalTerraform(policyArn),
      });
  }
  for (const { number, principal, principalName, policyArn } of holdings) {
    const own = ownPolicies.find((policy) => policy.policyArn === policyArn);
    put(resources, `aws_iam_${principal}_policy_attachment`, `holding_${number}`, {
      provider,
      [principal]:
        principal === 'role'
          ? roleReference(principalName, role, account)
          : literalTerraform(principalName),
      policy_arn: own
        ? `\${aws_iam_policy.${nameOf(own.number)}.arn}`
        : literalTerraform(policyArn),
    });
  }
}

function addProfile(
  { resources, imports }: Parts,
  { profileName, made, roleName }: ProfileResource,
  role: Resources['role'],
  account: AccountSource,
): void {
  const name = `profile_${account.accountId}`;
  put(resources, 'aws_iam_instance_profile', name, {
    provider: providerName(account),
    name: literalTerraform(profileName),
    ...(made && { path: literalTerraform(made.path), tags: literalTags(made.tags) }),
    ...(roleName !== null && { role: roleReference(roleName, role, account) }),
    ...(made === null && { lifecycle: { ignore_changes: ['path', 'tags'] } }),
  });
  if (made === null)
    imports.push({
      to: `aws_iam_instance_profile.${name}`,
      id: literalTerraform(profileName),
    });
}

const literalTags = (tags: Record<string, string>): Block =>
  Object.fromEntries(Object.entries(tags).map((tag) => tag.map(literalTerraform)));

function addProvider({ resources }: Parts, provider: ProviderResource, by: string): void {
  const name = `provider_${provider.number}`;
  const tags = literalTags(provider.tags);
  if (provider.kind === 'create-oidc-provider')
    put(resources, 'aws_iam_openid_connect_provider', name, {
      provider: by,
      url: literalTerraform(provider.url),
      client_id_list: provider.clientIds.map(literalTerraform),
      tags,
    });
  else
    put(resources, 'aws_iam_saml_provider', name, {
      provider: by,
      name: literalTerraform(provider.name),
      saml_metadata_document: literalTerraform(provider.metadata),
      tags,
    });
}

/** A key lost its policy would be locked for ever, so that block refuses to be destroyed. */
function addResourcePolicy(
  { resources, imports }: Parts,
  { number, target, live, document }: ResourcePolicy,
  provider: string,
): void {
  const isBucket = target.kind === 'bucket-policy';
  const type = isBucket ? 'aws_s3_bucket_policy' : 'aws_kms_key_policy';
  const name = `${isBucket ? 'bucket' : 'key'}_policy_${number}`;
  const id = literalTerraform(isBucket ? target.bucket : nameOfArn(target.keyArn));
  put(resources, type, name, {
    provider,
    [isBucket ? 'bucket' : 'key_id']: id,
    policy: literalTerraform(document),
    ...(!isBucket && { lifecycle: { prevent_destroy: true } }),
  });
  if (live !== null) imports.push({ to: `${type}.${name}`, id });
}
