import type { AccountFacts } from '@/lib/iam/facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '@/lib/iam/facts/world-facts';
import { matchAction } from '@/lib/iam/match/match-action';
import { matchResource } from '@/lib/iam/match/match-resource';
import type { ResourceBlock } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type {
  AttachedPolicy,
  InlinePolicy,
  RoleDetail,
  UserDetail,
} from '@/lib/iam/world';

/** A user or role whose own policies allow it to assume something. */
export type Assumer = {
  kind: 'user' | 'role';
  arn: string;
  accountId: string;
  /** What its allow statements for sts:AssumeRole cover. */
  targets: (ResourceBlock | null)[];
  /** A policy of its was not collected: it may be allowed more. */
  hasUnread: boolean;
};

export type Assumers = {
  inAccount(accountId: string): Assumer[];
  all(): Assumer[];
  /** Those whose policies write out the ARN of this very role. */
  naming(roleArn: string): Assumer[];
};

const ASSUME_ROLE = 'sts:assumerole';

type Policies = { inline: InlinePolicy[]; attached: AttachedPolicy[] };

/** Reads every identity policy of a world once for what it says about assuming roles. */
export function findAssumers(world: WorldFacts): Assumers {
  const byAccount = new Map<string, Assumer[]>();
  for (const account of world.accounts.values()) {
    const roles = [...account.rolesByArn.values()].map((role) =>
      assumerOfRole(role, account, world),
    );
    const users = [...account.usersByArn.values()].map((user) =>
      assumerOfUser(user, account, world),
    );
    byAccount.set(account.accountId, [...users, ...roles].filter(mayAssume));
  }
  const all = [...byAccount.values()].flat();
  const byName = indexByName(all);
  return {
    inAccount: (accountId) => byAccount.get(accountId) ?? [],
    all: () => all,
    naming: (roleArn) => byName.get(roleArn) ?? [],
  };
}

const mayAssume = ({ targets, hasUnread }: Assumer): boolean =>
  targets.length > 0 || hasUnread;

/** Whether a policy of the assumer covers the role; a variable that is not known counts. */
export const covers = ({ targets, hasUnread }: Assumer, roleArn: string): boolean =>
  hasUnread || targets.some((target) => isCovered(target, roleArn));

const isCovered = (target: ResourceBlock | null, roleArn: string): boolean =>
  mayCover(target, roleArn) && matchResource(target, roleArn, () => 'unknown') !== false;

/** Text up to the first wildcard or variable has to be the same: cheap, and most often it is not. */
const mayCover = (target: ResourceBlock | null, roleArn: string): boolean =>
  !target ||
  target.isNegated ||
  target.patterns.some(({ raw }) => {
    const end = raw.search(/[*?$]/);
    return end < 0 ? raw === roleArn : roleArn.startsWith(raw.slice(0, end));
  });

const assumerOfRole = (
  role: RoleDetail,
  account: AccountFacts,
  world: WorldFacts,
): Assumer => ({
  kind: 'role',
  arn: role.Arn,
  accountId: account.accountId,
  ...targetsOf(
    [policiesOf(role.RolePolicyList, role.AttachedManagedPolicies)],
    account,
    world,
  ),
});

function assumerOfUser(
  user: UserDetail,
  account: AccountFacts,
  world: WorldFacts,
): Assumer {
  const groups = (user.GroupList ?? []).flatMap((name) => {
    const group = account.groupsByName.get(name);
    return group
      ? [policiesOf(group.GroupPolicyList, group.AttachedManagedPolicies)]
      : [];
  });
  const own = policiesOf(user.UserPolicyList, user.AttachedManagedPolicies);
  const { accountId } = account;
  return {
    kind: 'user',
    arn: user.Arn,
    accountId,
    ...targetsOf([own, ...groups], account, world),
  };
}

const policiesOf = (
  inline: InlinePolicy[] | undefined,
  attached: AttachedPolicy[] | undefined,
): Policies => ({ inline: inline ?? [], attached: attached ?? [] });

function targetsOf(
  holders: Policies[],
  account: AccountFacts,
  world: WorldFacts,
): Pick<Assumer, 'targets' | 'hasUnread'> {
  const attached = holders
    .flatMap((holder) => holder.attached)
    .map(({ PolicyArn }) => findPolicyDocument(world, account, PolicyArn));
  const documents = [
    ...holders.flatMap((holder) =>
      holder.inline.map(({ PolicyDocument }) => PolicyDocument),
    ),
    ...attached.flatMap((found) => (found ? [found.document] : [])),
  ];
  return {
    targets: documents.flatMap(allowedTargets),
    hasUnread: attached.includes(null),
  };
}

const allowedTargets = (document: unknown): (ResourceBlock | null)[] =>
  rememberPolicy(document, 'identity')
    .statements.filter(
      ({ effect, action, isUsable }) =>
        effect === 'Allow' && isUsable && matchAction(action, ASSUME_ROLE),
    )
    .map(({ resource }) => resource);

/** Assumers by the role ARNs that their policies write out. */
function indexByName(assumers: Assumer[]): Map<string, Assumer[]> {
  const byArn = new Map<string, Assumer[]>();
  for (const assumer of assumers) {
    const patterns = assumer.targets
      .filter((target) => target?.isNegated === false)
      .flatMap((target) => target?.patterns ?? []);
    for (const arn of new Set(patterns.map(({ raw }) => raw))) {
      if (/[*?$]/.test(arn)) continue;
      byArn.set(arn, [...(byArn.get(arn) ?? []), assumer]);
    }
  }
  return byArn;
}
