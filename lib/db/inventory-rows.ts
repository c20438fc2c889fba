import { parseArn } from '@/lib/core/arn';
import { PARTITIONS } from '@/lib/core/partition';
import type { CollectedAccount } from '@/lib/iam/world';
import { searchTextOf } from './search-terms';

type Owner = { workspaceId: string; accountId: string };

const resourceNameOf = (arn: string) => {
  const { resource } = parseArn(arn) ?? { resource: arn };
  return resource.slice(resource.indexOf('/') + 1);
};

/** One search row per user, group, role and provider of a reading. */
export function principalRows(owner: Owner, account: CollectedAccount) {
  const row = (kind: string, name: string, arn: string) => ({
    ...owner,
    arn,
    kind,
    name,
    searchText: searchTextOf(arn),
  });
  const providers = [
    ...(account.OpenIDConnectProviders ?? []),
    ...(account.SAMLProviders ?? []),
  ];
  return [
    ...account.UserDetailList.map((user) => row('user', user.UserName, user.Arn)),
    ...account.GroupDetailList.map((group) => row('group', group.GroupName, group.Arn)),
    ...account.RoleDetailList.map((role) => row('role', role.RoleName, role.Arn)),
    ...providers.map(({ Arn }) => row('federated', resourceNameOf(Arn), Arn)),
  ];
}

const defaultRegionOf = (partition: string) =>
  Object.entries(PARTITIONS).find(([id]) => id === partition)?.[1].defaultRegion ?? '';

/** One search row per bucket of a reading. */
export function bucketRows(owner: Owner, partition: string, account: CollectedAccount) {
  return (account.Buckets ?? []).map(({ Name, Region }) => {
    const arn = `arn:${partition}:s3:::${Name}`;
    return {
      ...owner,
      name: Name,
      arn,
      region: Region ?? defaultRegionOf(partition),
      searchText: searchTextOf(arn),
    };
  });
}

export function countsOf(account: CollectedAccount) {
  const { UserDetailList, GroupDetailList, RoleDetailList, Buckets } = account;
  return {
    rolesTotal: RoleDetailList.length,
    principalsTotal:
      UserDetailList.length + GroupDetailList.length + RoleDetailList.length,
    bucketsTotal: Buckets?.length ?? 0,
  };
}
