import {
  GetAccountAuthorizationDetailsCommand,
  type IAMClient,
  ListRolesCommand,
  type Role,
} from '@aws-sdk/client-iam';
import type { Result } from '@/lib/core/result';
import type { CollectedAccount, ManagedPolicyDetail } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { type DetailsPage, detailsOf } from './identity-details';
import { attempt } from './map-error';
import type { Pacer } from './pace';

const PAGE_SIZE = 1000;

export type Identities = Pick<
  CollectedAccount,
  'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies'
>;

/**
 * Users, groups, roles and policies of an account, a page of 1,000 at a time.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function readIdentities(
  iam: IAMClient,
  pace: Pacer,
  onProgress: (progress: { rolesRead: number }) => void,
): Promise<Result<Identities, AwsFailure>> {
  return attempt('iam:GetAccountAuthorizationDetails', async () => {
    const all: DetailsPage = { users: [], groups: [], roles: [], policies: [] };
    let marker: string | undefined;
    do {
      await pace();
      const page = await iam.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy'],
          MaxItems: PAGE_SIZE,
          Marker: marker,
        }),
      );
      addPage(all, detailsOf(page));
      onProgress({ rolesRead: all.roles.length });
      marker = page.IsTruncated ? page.Marker : undefined;
    } while (marker);
    return {
      UserDetailList: all.users,
      GroupDetailList: all.groups,
      RoleDetailList: all.roles,
      Policies: all.policies.filter(inUse(all)),
    };
  });
}

function addPage(all: DetailsPage, page: DetailsPage): void {
  all.users.push(...page.users);
  all.groups.push(...page.groups);
  all.roles.push(...page.roles);
  all.policies.push(...page.policies);
}

/** AWS's own policies only matter where somebody has them; the account's own are all kept. */
function inUse({ users, groups, roles }: DetailsPage) {
  const entities = [...users, ...groups, ...roles];
  const attached = entities.flatMap(({ AttachedManagedPolicies = [] }) =>
    AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
  );
  const boundaries = [...users, ...roles].map(
    ({ PermissionsBoundary }) => PermissionsBoundary?.PermissionsBoundaryArn ?? '',
  );
  const used = new Set([...attached, ...boundaries]);
  return ({ Arn }: ManagedPolicyDetail) => !Arn.includes(':iam::aws:') || used.has(Arn);
}

export type RoleSettings = NonNullable<CollectedAccount['RoleSettings']>;

/** Longest session and description of every role: the account details leave them out. */
export function readRoleSettings(
  iam: IAMClient,
  pace: Pacer,
): Promise<Result<RoleSettings, AwsFailure>> {
  return attempt('iam:ListRoles', async () => {
    const settings: RoleSettings = {};
    let marker: string | undefined;
    do {
      await pace();
      const page = await iam.send(
        new ListRolesCommand({ MaxItems: PAGE_SIZE, Marker: marker }),
      );
      for (const role of page.Roles ?? [])
        settings[role.RoleName ?? ''] = settingsOf(role);
      marker = page.IsTruncated ? page.Marker : undefined;
    } while (marker);
    return settings;
  });
}

const settingsOf = ({ MaxSessionDuration, Description }: Role): RoleSettings[string] => ({
  ...(MaxSessionDuration ? { MaxSessionDuration } : {}),
  ...(Description ? { Description } : {}),
});
