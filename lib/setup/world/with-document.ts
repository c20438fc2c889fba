import { nameOfArn } from '@/lib/core/arn';
import { audiencesIn } from '@/lib/core/provider-text';
import { isSameKey, type RoleTag, tagOfText } from '@/lib/core/role-tag';
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';
import type { AwsTarget, MakingWrite } from '@/lib/ports';
import { withAttachment, withPolicy } from './attached-to';
import { withInline } from './with-inline';
import { withRole } from './with-role';

/** A reading in which a target has a text. What the reading does not hold stays as it is. */
export function withDocument(
  account: CollectedAccount,
  target: AwsTarget,
  text: string,
): CollectedAccount {
  switch (target.kind) {
    case 'trust':
      return withRole(account, target.roleName, (role) => ({
        ...role,
        AssumeRolePolicyDocument: text,
      }));
    case 'inline-policy':
      return withInline(account, target, text);
    case 'managed-attachment':
      return withRole(account, target.roleName, (role) => ({
        ...role,
        AttachedManagedPolicies: [
          ...(role.AttachedManagedPolicies ?? []).filter(
            ({ PolicyArn }) => PolicyArn !== target.policyArn,
          ),
          { PolicyArn: target.policyArn, PolicyName: nameOfArn(target.policyArn) },
        ],
      }));
    case 'principal-attachment':
      return withAttachment(account, target, true);
    case 'policy-document':
      return withPolicy(account, target.policyArn, text);
    case 'role-tag':
      return withRole(account, target.roleName, withTag(tagOfText(text)));
    case 'bucket-policy':
      return {
        ...account,
        Buckets: (account.Buckets ?? []).map((bucket) =>
          bucket.Name === target.bucket
            ? { ...bucket, Policy: text, IsPolicyUnread: false }
            : bucket,
        ),
      };
    case 'key-policy':
      return {
        ...account,
        Keys: (account.Keys ?? []).map((key) =>
          key.Arn === target.keyArn ? { ...key, Policy: text } : key,
        ),
      };
    case 'provider-audience':
      return withAudiences(account, target.providerArn, audiencesIn(text) ?? []);
    default:
      return account;
  }
}

const withAudiences = (
  account: CollectedAccount,
  providerArn: string,
  ClientIDList: string[],
): CollectedAccount => ({
  ...account,
  OpenIDConnectProviders: (account.OpenIDConnectProviders ?? []).map((provider) =>
    provider.Arn === providerArn ? { ...provider, ClientIDList } : provider,
  ),
});

const withTag =
  ({ key, value }: RoleTag) =>
  (role: RoleDetail): RoleDetail => ({
    ...role,
    Tags: [
      ...(role.Tags ?? []).filter(({ Key }) => !isSameKey(Key, key)),
      { Key: key, Value: value },
    ],
  });

const boundaryOf = (PermissionsBoundaryArn: string) => ({
  PermissionsBoundaryType: 'Policy',
  PermissionsBoundaryArn,
});

/** A reading with an object that was made; one that stands already stays as it is. */
export function withObject(
  account: CollectedAccount,
  target: AwsTarget,
  write: MakingWrite,
  { partition, accountId }: { partition: string; accountId: string },
): CollectedAccount {
  switch (write.kind) {
    case 'create-role':
      return {
        ...account,
        RoleDetailList: [
          ...account.RoleDetailList,
          {
            Path: write.path,
            RoleName: write.roleName,
            RoleId: 'AROAPLANNEDPLANNED',
            Arn: `arn:${partition}:iam::${accountId}:role${write.path}${write.roleName}`,
            AssumeRolePolicyDocument: write.trust,
            Tags: Object.entries(write.tags).map(([Key, Value]) => ({ Key, Value })),
            ...(write.boundaryArn && {
              PermissionsBoundary: boundaryOf(write.boundaryArn),
            }),
          },
        ],
        RoleSettings: {
          ...account.RoleSettings,
          [write.roleName]: { MaxSessionDuration: write.maxSessionSeconds },
        },
      };
    case 'create-policy':
      return target.kind === 'managed-policy'
        ? withPolicy(account, target.policyArn, write.document)
        : account;
    case 'create-oidc-provider':
      return withOidc(account, target, write);
    case 'create-saml-provider':
      return withSaml(account, target);
    case 'create-instance-profile':
      return account;
    default:
      return write satisfies never;
  }
}

function withOidc(
  account: CollectedAccount,
  target: AwsTarget,
  { url, clientIds }: Extract<MakingWrite, { kind: 'create-oidc-provider' }>,
): CollectedAccount {
  if (target.kind !== 'oidc-provider') return account;
  const Url = url.replace(/^https:\/\//, '');
  const made = { Arn: target.providerArn, Url, ClientIDList: clientIds };
  return {
    ...account,
    OpenIDConnectProviders: [...(account.OpenIDConnectProviders ?? []), made],
  };
}

const withSaml = (account: CollectedAccount, target: AwsTarget): CollectedAccount =>
  target.kind === 'saml-provider'
    ? {
        ...account,
        SAMLProviders: [...(account.SAMLProviders ?? []), { Arn: target.providerArn }],
      }
    : account;
