import { nameOfArn, parseArn } from '@/lib/core/arn';
import { findCaller } from '../evaluate/caller';
import type { AccountFacts } from '../facts/account-facts';
import type { OrgFacts } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import type { InlinePolicy, RoleDetail, UserDetail } from '../world';
import { isIdentityPlace, type Place } from './place';

/** What everything but the compared document is taken to say. */
export type Assumption = 'as-read' | 'others-allow' | 'others-silent';

const ALLOW_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const OTHERS: InlinePolicy = { PolicyName: 'others', PolicyDocument: ALLOW_ALL };

/**
 * The world with nothing in it that could hide what one document says: the callers' policies
 * allow everything, or are silent, organization policies and boundaries stand in nobody's way,
 * and what the questions name exists.
 */
export function assumedWorld(
  world: WorldFacts,
  place: Place,
  questions: Question[],
  assumption: Exclude<Assumption, 'as-read'>,
): WorldFacts {
  const own = assumption === 'others-allow' ? [OTHERS] : [];
  const accounts = new Map<string, AccountFacts>();
  for (const [accountId, account] of world.accounts) {
    accounts.set(accountId, barren(account, place));
  }
  const assumed: WorldFacts = { org: world.org && openOrg(world.org), accounts };
  for (const arn of callersOf(questions)) addCaller(assumed, world, arn, own, place);
  for (const provider of providersOf(questions)) addProvider(assumed, provider);
  if (isIdentityPlace(place)) openResources(assumed, questions);
  return assumed;
}

const callersOf = (questions: Question[]): Set<string> =>
  new Set(
    questions.flatMap(({ principal }) =>
      principal !== '*' && 'AWS' in principal ? [principal.AWS] : [],
    ),
  );

const providersOf = (questions: Question[]): Set<string> =>
  new Set(
    questions.flatMap(({ principal }) =>
      principal !== '*' && 'Federated' in principal ? [principal.Federated] : [],
    ),
  );

/** An account without callers and, but for the place itself, without resources. */
function barren(account: AccountFacts, place: Place): AccountFacts {
  const target =
    place.kind === 'trust' ? account.rolesByArn.get(place.roleArn) : undefined;
  const roles = target ? [target] : [];
  const groups = [...account.groupsByName.values()].map((group) => ({
    ...group,
    GroupPolicyList: [],
    AttachedManagedPolicies: keepCompared(group.AttachedManagedPolicies, place),
  }));
  return {
    ...account,
    usersByArn: new Map(),
    rolesByArn: new Map(roles.map((role) => [role.Arn, role])),
    rolesByName: new Map(roles.map((role) => [role.RoleName, role])),
    groupsByName: new Map(groups.map((group) => [group.GroupName, group])),
    bucketsByName: place.kind === 'bucket' ? account.bucketsByName : new Map(),
    keysByArn: place.kind === 'key' ? account.keysByArn : new Map(),
    oidcProvidersByArn: new Map(account.oidcProvidersByArn),
    samlProviderArns: new Set(account.samlProviderArns),
  };
}

type Attached = UserDetail['AttachedManagedPolicies'];

const keepCompared = (attached: Attached, place: Place): NonNullable<Attached> =>
  (attached ?? []).filter(
    ({ PolicyArn }) => place.kind === 'managed' && PolicyArn === place.policyArn,
  );

const openOrg = (org: OrgFacts): OrgFacts => ({
  ...org,
  targets: new Map(
    [...org.targets].map(([id, target]) => [
      id,
      { ...target, ServiceControlPolicies: ['others'], ResourceControlPolicies: [] },
    ]),
  ),
  policies: new Map([['others', { id: 'others', name: 'others', document: ALLOW_ALL }]]),
});

/** A caller as it was read, or made up, with nothing but the policies it is given. */
function addCaller(
  assumed: WorldFacts,
  world: WorldFacts,
  arn: string,
  own: InlinePolicy[],
  place: Place,
): void {
  const caller = findCaller(world, { AWS: arn });
  const account =
    'accountId' in caller ? assumed.accounts.get(caller.accountId) : undefined;
  if (!account) return;
  if (caller.kind === 'user') {
    addUser(account, caller.user ?? madeUpUser(arn, caller.name, place), own, place);
  }
  if (caller.kind === 'role' || caller.kind === 'session') {
    const known = account.rolesByName.get(caller.name) ?? caller.role;
    addRole(account, known ?? madeUpRole(arn, caller.name, caller.kind), own, place);
  }
}

/** Holds the compared policy, if it is one that users hold. */
const madeUpUser = (arn: string, name: string, place: Place): UserDetail => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${name}`,
  Arn: arn,
  GroupList:
    place.kind === 'inline' && place.ownerArn.includes(':group/')
      ? [nameOfArn(place.ownerArn)]
      : [],
  AttachedManagedPolicies:
    place.kind === 'managed'
      ? [{ PolicyName: nameOfArn(place.policyArn), PolicyArn: place.policyArn }]
      : [],
});

function addUser(
  account: AccountFacts,
  { PermissionsBoundary: _, ...read }: UserDetail,
  own: InlinePolicy[],
  place: Place,
): void {
  const AttachedManagedPolicies = keepCompared(read.AttachedManagedPolicies, place);
  account.usersByArn.set(read.Arn, {
    ...read,
    UserPolicyList: own,
    AttachedManagedPolicies,
  });
}

const madeUpRole = (arn: string, name: string, kind: 'role' | 'session'): RoleDetail => {
  const { partition = 'aws', accountId = '' } = parseArn(arn) ?? {};
  return {
    Path: '/',
    RoleName: name,
    RoleId: `AROA${name}`,
    Arn: kind === 'role' ? arn : `arn:${partition}:iam::${accountId}:role/${name}`,
    AssumeRolePolicyDocument: null,
  };
};

function addRole(
  account: AccountFacts,
  { PermissionsBoundary: _, ...read }: RoleDetail,
  own: InlinePolicy[],
  place: Place,
): void {
  const AttachedManagedPolicies = keepCompared(read.AttachedManagedPolicies, place);
  const role: RoleDetail = { ...read, RolePolicyList: own, AttachedManagedPolicies };
  account.rolesByArn.set(role.Arn, role);
  account.rolesByName.set(role.RoleName, role);
}

function addProvider({ accounts }: WorldFacts, provider: string): void {
  const account = accounts.get(parseArn(provider)?.accountId ?? '');
  if (!account) return;
  if (provider.includes(':saml-provider/')) account.samlProviderArns.add(provider);
  else if (!account.oidcProvidersByArn.has(provider)) {
    account.oidcProvidersByArn.set(provider, {
      arn: provider,
      url: provider,
      clientIds: [],
    });
  }
}

/** Roles and keys that leave the decision to the callers' own accounts. */
function openResources({ accounts }: WorldFacts, questions: Question[]): void {
  const callers = [...callersOf(questions)].map((arn) => parseArn(arn)?.accountId ?? '');
  const open = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: [...new Set(callers)] }, Action: '*' },
    ],
  };
  for (const resource of new Set(questions.map((question) => question.resource))) {
    const account = accounts.get(parseArn(resource)?.accountId ?? '');
    if (account) openResource(account, resource, open);
  }
}

function openResource(account: AccountFacts, arn: string, policy: unknown): void {
  const { service, resource = '' } = parseArn(arn) ?? {};
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1];
  if (service === 'iam' && name) {
    const known = account.rolesByArn.get(arn) ?? madeUpRole(arn, name, 'role');
    account.rolesByArn.set(arn, { ...known, AssumeRolePolicyDocument: policy });
  }
  if (service === 'kms')
    account.keysByArn.set(arn, { id: arn, arn, policy, isAwsManaged: false });
}
