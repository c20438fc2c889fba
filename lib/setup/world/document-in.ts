import { bondText } from '@/lib/core/bond-text';
import { providerText } from '@/lib/core/provider-text';
import { type RoleTag, tagTextIn } from '@/lib/core/role-tag';
import type {
  CollectedAccount,
  InlinePolicy,
  PolicyDocument,
  RoleDetail,
} from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';
import { attachedTo } from './attached-to';

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;

/** What a reading has of a target: the text of its document; null when there is none. */
export function documentIn(account: CollectedAccount, target: AwsTarget): string | null {
  switch (target.kind) {
    case 'role':
    case 'trust':
      return textOf(roleIn(account, target.roleName)?.AssumeRolePolicyDocument);
    case 'inline-policy':
      return textOf(
        policiesOf(account, target)?.find(
          ({ PolicyName }) => PolicyName === target.policyName,
        )?.PolicyDocument,
      );
    case 'managed-attachment': {
      const attached = roleIn(account, target.roleName)?.AttachedManagedPolicies ?? [];
      const isThere = attached.some(({ PolicyArn }) => PolicyArn === target.policyArn);
      return isThere ? bondText(target) : null;
    }
    case 'principal-attachment': {
      const attached = attachedTo(account, target) ?? [];
      const isThere = attached.some(({ PolicyArn }) => PolicyArn === target.policyArn);
      return isThere ? bondText(target) : null;
    }
    case 'managed-policy':
    case 'policy-document': {
      const policy = account.Policies.find(({ Arn }) => Arn === target.policyArn);
      const version = policy?.PolicyVersionList.find((one) => one.IsDefaultVersion);
      return textOf(version?.Document);
    }
    case 'role-tag':
      return tagTextIn(tagsIn(roleIn(account, target.roleName)), target.key);
    case 'bucket-policy':
      return textOf(account.Buckets?.find(({ Name }) => Name === target.bucket)?.Policy);
    case 'key-policy':
      return textOf(account.Keys?.find(({ Arn }) => Arn === target.keyArn)?.Policy);
    case 'oidc-provider':
      return textOfProvider(account.OpenIDConnectProviders, target.providerArn);
    case 'provider-audience':
      return audiencesIn(account, target.providerArn);
    case 'saml-provider':
      return textOfProvider(account.SAMLProviders, target.providerArn);
    case 'instance-profile':
    case 'role-in-profile':
      return null; // A reading does not tell them, and the engine has no use for them.
    default:
      return target satisfies never;
  }
}

const roleIn = (account: CollectedAccount, roleName: string): RoleDetail | undefined =>
  account.RoleDetailList.find(({ RoleName }) => RoleName === roleName);

const tagsIn = (role: RoleDetail | undefined): RoleTag[] =>
  (role?.Tags ?? []).map(({ Key, Value }) => ({ key: Key, value: Value }));

export function policiesOf(
  account: CollectedAccount,
  { principal, principalName: name }: InlineTarget,
): InlinePolicy[] | undefined {
  switch (principal) {
    case 'user':
      return account.UserDetailList.find(({ UserName }) => UserName === name)
        ?.UserPolicyList;
    case 'role':
      return roleIn(account, name)?.RolePolicyList;
    case 'group':
      return account.GroupDetailList.find(({ GroupName }) => GroupName === name)
        ?.GroupPolicyList;
    default:
      return principal satisfies never;
  }
}

const textOf = (document: PolicyDocument): string | null => {
  if (document === undefined || document === null) return null;
  return typeof document === 'string' ? document : JSON.stringify(document);
};

function audiencesIn(
  { OpenIDConnectProviders: providers }: CollectedAccount,
  providerArn: string,
): string | null {
  const provider = providers?.find(({ Arn }) => Arn === providerArn);
  return provider ? providerText(provider) : null;
}

const textOfProvider = (providers: { Arn: string }[] | undefined, arn: string) => {
  const provider = providers?.find(({ Arn }) => Arn === arn);
  return provider ? JSON.stringify(provider) : null;
};
