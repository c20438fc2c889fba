import { parseArn } from '@/lib/core/arn';
import type { AccountFacts } from '../facts/account-facts';
import { findBucket, type WorldFacts } from '../facts/world-facts';
import type { InlinePolicy, PolicyDocument } from '../world';
import type { Place } from './place';

type Change = (account: AccountFacts) => AccountFacts | null;

/**
 * The same world with another document in one place; null when the place is not in it. What a
 * session was made with is said by the question, not by the world.
 */
export function replaceDocument(
  world: WorldFacts,
  place: Place,
  document: PolicyDocument,
): WorldFacts | null {
  if (place.kind === 'session') return world;
  return place.kind === 'scp' || place.kind === 'rcp'
    ? withOrgPolicy(world, place.policyId, document)
    : withAccountDocument(world, place, document);
}

function withOrgPolicy(
  world: WorldFacts,
  policyId: string,
  document: PolicyDocument,
): WorldFacts | null {
  const { org } = world;
  const policies =
    org && changed(org.policies, policyId, (policy) => ({ ...policy, document }));
  return org && policies ? { ...world, org: { ...org, policies } } : null;
}

type AccountPlace = Exclude<Place, { kind: 'session' | 'scp' | 'rcp' }>;

function withAccountDocument(
  world: WorldFacts,
  place: AccountPlace,
  document: PolicyDocument,
): WorldFacts | null {
  const changed = new Map(world.accounts);
  let isFound = false;
  for (const accountId of accountsOf(world, place)) {
    const account = world.accounts.get(accountId);
    const next = account ? changeAt(place, document)(account) : null;
    if (!next) continue;
    changed.set(accountId, next);
    isFound = true;
  }
  return isFound ? { ...world, accounts: changed } : null;
}

/** AWS's own managed policies stand in every account that uses them. */
function accountsOf(world: WorldFacts, place: AccountPlace): string[] {
  if (place.kind === 'bucket') {
    const found = findBucket(world, place.bucketName);
    return found ? [found.account.accountId] : [];
  }
  const accountId = parseArn(arnOf(place))?.accountId ?? '';
  return accountId === 'aws' ? [...world.accounts.keys()] : [accountId];
}

function arnOf(place: Exclude<AccountPlace, { kind: 'bucket' }>): string {
  switch (place.kind) {
    case 'trust':
      return place.roleArn;
    case 'key':
      return place.keyArn;
    case 'inline':
      return place.ownerArn;
    default:
      return place.policyArn;
  }
}

function changeAt(place: AccountPlace, document: PolicyDocument): Change {
  switch (place.kind) {
    case 'trust':
      return changeTrust(place.roleArn, document);
    case 'bucket':
      return (account) => {
        const bucketsByName = changed(
          account.bucketsByName,
          place.bucketName,
          (bucket) => ({
            ...bucket,
            policy: document,
          }),
        );
        return bucketsByName && { ...account, bucketsByName };
      };
    case 'key':
      return (account) => {
        const keysByArn = changed(account.keysByArn, place.keyArn, (key) => ({
          ...key,
          policy: document,
        }));
        return keysByArn && { ...account, keysByArn };
      };
    case 'inline':
      return changeInline(place, document);
    default:
      return changeManaged(place.policyArn, document);
  }
}

const changeTrust =
  (roleArn: string, document: PolicyDocument): Change =>
  (account) => {
    const role = account.rolesByArn.get(roleArn);
    if (!role) return null;
    return withRole(account, { ...role, AssumeRolePolicyDocument: document });
  };

function changeInline(
  { ownerArn, policyName }: Extract<Place, { kind: 'inline' }>,
  document: PolicyDocument,
): Change {
  const put = (policies: InlinePolicy[] = []): InlinePolicy[] => [
    ...policies.filter(({ PolicyName }) => PolicyName !== policyName),
    { PolicyName: policyName, PolicyDocument: document },
  ];
  return (account) => {
    const user = account.usersByArn.get(ownerArn);
    if (user) {
      const changedUser = { ...user, UserPolicyList: put(user.UserPolicyList) };
      const usersByArn = new Map(account.usersByArn).set(ownerArn, changedUser);
      return { ...account, usersByArn };
    }
    const role = account.rolesByArn.get(ownerArn);
    if (role)
      return withRole(account, { ...role, RolePolicyList: put(role.RolePolicyList) });
    const group = [...account.groupsByName.values()].find(({ Arn }) => Arn === ownerArn);
    if (!group) return null;
    const changedGroup = { ...group, GroupPolicyList: put(group.GroupPolicyList) };
    const groupsByName = new Map(account.groupsByName).set(group.GroupName, changedGroup);
    return { ...account, groupsByName };
  };
}

const changeManaged =
  (policyArn: string, document: PolicyDocument): Change =>
  (account) => {
    const policiesByArn = changed(account.policiesByArn, policyArn, (policy) => ({
      ...policy,
      PolicyVersionList: policy.PolicyVersionList.map((version) =>
        version.VersionId === policy.DefaultVersionId
          ? { ...version, Document: document }
          : version,
      ),
    }));
    return policiesByArn && { ...account, policiesByArn };
  };

type Role = NonNullable<ReturnType<AccountFacts['rolesByArn']['get']>>;

const withRole = (account: AccountFacts, role: Role): AccountFacts => ({
  ...account,
  rolesByArn: new Map(account.rolesByArn).set(role.Arn, role),
  rolesByName: new Map(account.rolesByName).set(role.RoleName, role),
});

/** The map with one value changed; null when it has no such key. */
function changed<T>(
  values: Map<string, T>,
  key: string,
  change: (value: T) => T,
): Map<string, T> | null {
  const value = values.get(key);
  return value === undefined ? null : new Map(values).set(key, change(value));
}
