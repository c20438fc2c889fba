import { nameOfArn } from '@/lib/core/arn';
import type { Declared } from './declared';
import type {
  HoldingResource,
  OwnPolicyResource,
  ProfileResource,
  ProviderResource,
  ResourcePolicy,
  Resources,
} from './resources';

/** What of a plan beside roles and inline policies a CloudFormation template can hold. */
export function declareFurther(resources: Resources): Declared[] {
  const { resourcePolicies, profile, providers, role, ownPolicies, holdings } = resources;
  const roleName = role?.made ? role.roleName : null;
  return [
    ...providers.map(declareProvider),
    ...ownPolicies.map((policy) => declareOwnPolicy(policy, holdings)),
    ...(profile ? [declareProfile(profile, roleName)] : []),
    ...resourcePolicies.flatMap((policy) => declareBucketPolicy(policy) ?? []),
  ];
}

const tagList = (tags: Record<string, string>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const isSamePolicy = (one: { policyArn: string }, other: { policyArn: string }) =>
  one.policyArn === other.policyArn;

const HOLDERS = { user: 'Users', group: 'Groups', role: 'Roles' } as const;

/** With whoever gets it: a template ties it to them by the policy itself. */
function declareOwnPolicy(
  policy: OwnPolicyResource,
  holdings: HoldingResource[],
): Declared {
  const { number, policyArn, document } = policy;
  const name = { ManagedPolicyName: nameOfArn(policyArn) };
  const held = holdings.filter((one) => isSamePolicy(one, policy));
  const holders = Object.entries(HOLDERS).flatMap(([kind, property]) => {
    const names = held
      .filter(({ principal }) => principal === kind)
      .map(({ principalName }) => principalName);
    return names.length > 0 ? [[property, names]] : [];
  });
  return {
    id: `ManagedPolicy${number}`,
    isImported: false,
    key: { PolicyArn: policyArn },
    resource: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ...name,
        Path: pathOf(policyArn),
        ...Object.fromEntries(holders),
        PolicyDocument: JSON.parse(document),
      },
    },
  };
}

/** `/drawbridge-managed/` of `arn:aws:iam::…:policy/drawbridge-managed/x` */
export const pathOf = (policyArn: string): string =>
  policyArn.slice(policyArn.indexOf('/'), policyArn.lastIndexOf('/') + 1);

function declareProfile(
  { profileName, made, roleName }: ProfileResource,
  newRole: string | null,
): Declared {
  return {
    id: 'InstanceProfile',
    isImported: false,
    key: { InstanceProfileName: profileName },
    resource: {
      Type: 'AWS::IAM::InstanceProfile',
      ...(roleName !== null && roleName === newRole && { DependsOn: 'Role' }),
      Properties: {
        InstanceProfileName: profileName,
        Path: made?.path ?? '/',
        Roles: roleName === null ? [] : [roleName],
      },
    },
  };
}

function declareProvider(provider: ProviderResource): Declared {
  const id = `Provider${provider.number}`;
  return provider.kind === 'create-oidc-provider'
    ? {
        id,
        isImported: false,
        key: { Url: provider.url },
        resource: {
          Type: 'AWS::IAM::OIDCProvider',
          Properties: {
            Url: provider.url,
            ClientIdList: provider.clientIds,
            Tags: tagList(provider.tags),
          },
        },
      }
    : {
        id,
        isImported: false,
        key: { Name: provider.name },
        resource: {
          Type: 'AWS::IAM::SAMLProvider',
          Properties: {
            Name: provider.name,
            SamlMetadataDocument: provider.metadata,
            Tags: tagList(provider.tags),
          },
        },
      };
}

function declareBucketPolicy(policy: ResourcePolicy): Declared | null {
  const { target, number, live, document } = policy;
  if (target.kind !== 'bucket-policy') return null;
  return {
    id: `BucketPolicy${number}`,
    isImported: live !== null,
    key: { Bucket: target.bucket },
    resource: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: target.bucket,
        PolicyDocument: stagedDocument(live, document),
      },
    },
  };
}

/** A document that stands is declared as it is and as planned, chosen by the stage. */
export const stagedDocument = (live: string | null, planned: string): unknown =>
  live === null
    ? JSON.parse(planned)
    : { 'Fn::If': ['IsPlan', JSON.parse(planned), JSON.parse(live)] };
