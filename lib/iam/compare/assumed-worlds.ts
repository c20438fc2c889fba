import { parseArn } from '@/lib/core/arn';
import { findCaller } from '../evaluate/caller';
import type { AccountFacts } from '../facts/account-facts';
import type { OrgFacts } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import type { Boundary, InlinePolicy, OrgTarget, RoleDetail, UserDetail } from '../world';
import { madeUpRole, madeUpUser } from './made-up';
import { callersOf, type Openness, openResources } from './open-resources';
import type { Place } from './place';

/** What everything but the compared document is taken to say. */
export type Assumption = 'as-read' | 'others-allow' | 'others-silent';

/** Allows everything, as an identity or session policy. */
export const ALLOW_ALL = {
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
  const own = assumption === 'others-allow' || IS_LIMIT.has(place.kind) ? [OTHERS] : [];
  const accounts = new Map<string, AccountFacts>();
  for (const [accountId, account] of world.accounts) {
    accounts.set(accountId, barren(account, place));
  }
  const org = world.org && openOrg(world.org, place, assumption);
  const assumed: WorldFacts = { org, accounts };
  for (const arn of callersOf(questions)) addCaller(assumed, world, arn, own, place);
  for (const provider of providersOf(questions)) addProvider(assumed, provider);
  const openness = opennessOf(place, assumption);
  if (openness) openResources(assumed, questions, openness);
  return assumed;
}

/** Kinds of documents that are about what somebody is allowed otherwise. */
const IS_LIMIT = new Set<Place['kind']>(['session', 'scp', 'rcp']);

/**
 * Whom the resources let in, where the compared document is not theirs. A boundary that is
 * silent counts where they leave the decision to the caller's account, one that denies counts
 * everywhere.
 */
function opennessOf({ kind }: Place, assumption: Assumption): Openness | null {
  if (kind === 'trust' || kind === 'bucket' || kind === 'key') return null;
  const isFree =
    kind === 'rcp' || (kind === 'boundary' && assumption === 'others-silent');
  return isFree ? 'to-everybody' : 'to-accounts';
}

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

const keepBoundary = (
  boundary: Boundary | undefined,
  place: Place,
): { PermissionsBoundary?: Boundary } =>
  place.kind === 'boundary' && boundary?.PermissionsBoundaryArn === place.policyArn
    ? { PermissionsBoundary: boundary }
    : {};

/** Nothing stands in anybody's way but the compared policy, alone at its levels or beside others. */
const openOrg = (org: OrgFacts, place: Place, assumption: Assumption): OrgFacts => {
  const kept = (kind: Place['kind'], attached: string[]) =>
    place.kind === kind && 'policyId' in place && attached.includes(place.policyId)
      ? [place.policyId]
      : [];
  const isAlone = assumption === 'others-silent';
  const targets = [...org.targets].map(([id, target]): [string, OrgTarget] => {
    const scps = kept('scp', target.ServiceControlPolicies);
    return [
      id,
      {
        ...target,
        ServiceControlPolicies: scps.length > 0 && isAlone ? scps : [...scps, 'others'],
        ResourceControlPolicies: kept('rcp', target.ResourceControlPolicies),
      },
    ];
  });
  const others = { id: 'others', name: 'others', document: ALLOW_ALL };
  const compared = [...org.policies].filter(
    ([id]) => 'policyId' in place && place.policyId === id,
  );
  return {
    ...org,
    targets: new Map(targets),
    policies: new Map([...compared, ['others', others]]),
  };
};

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

function addUser(
  account: AccountFacts,
  { PermissionsBoundary, ...read }: UserDetail,
  own: InlinePolicy[],
  place: Place,
): void {
  const AttachedManagedPolicies = keepCompared(read.AttachedManagedPolicies, place);
  account.usersByArn.set(read.Arn, {
    ...read,
    ...keepBoundary(PermissionsBoundary, place),
    UserPolicyList: own,
    AttachedManagedPolicies,
  });
}

function addRole(
  account: AccountFacts,
  { PermissionsBoundary, ...read }: RoleDetail,
  own: InlinePolicy[],
  place: Place,
): void {
  const AttachedManagedPolicies = keepCompared(read.AttachedManagedPolicies, place);
  const role: RoleDetail = {
    ...read,
    ...keepBoundary(PermissionsBoundary, place),
    RolePolicyList: own,
    AttachedManagedPolicies,
  };
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
