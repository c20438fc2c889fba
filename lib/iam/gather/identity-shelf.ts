import type { PolicyRef } from '../answer';
import { type AccountCaller, roleOf, userOf } from '../evaluate/caller';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, GroupDetail, InlinePolicy } from '../world';
import { type ReferredPolicy, type Shelf, unreadDocument } from './shelf';

/** Who holds policies: a user, a role or a group, and how its policies are called. */
type Holder = {
  arn: string;
  inline: InlinePolicy[];
  attached: AttachedPolicy[];
  isGroup: boolean;
};

/** AWS's own policies grant; the few that deny say so in their names. */
const AWS_MANAGED = /^arn:[a-z-]+:iam::aws:policy\//;
const DENYING_NAME = /deny|quarantine/i;

const mayDeny = (arn: string): boolean =>
  !AWS_MANAGED.test(arn) || DENYING_NAME.test(arn);

/** The policies that a user or role holds; null for a caller nobody collected. */
export function identityShelf(world: WorldFacts, caller: AccountCaller): Shelf | null {
  const holders = holdersOf(caller);
  if (holders.length === 0) return null;
  const shelf: Shelf = { policies: [], unread: [] };
  for (const holder of holders) {
    shelf.policies.push(...readInline(holder, caller.accountId));
    readAttached(holder, { world, caller }, shelf);
  }
  return shelf;
}

function holdersOf(caller: AccountCaller): Holder[] {
  const role = roleOf(caller);
  if (role) return [holder(role.Arn, role.RolePolicyList, role.AttachedManagedPolicies)];
  const user = userOf(caller);
  if (!user) return [];
  const groups = (user.GroupList ?? [])
    .map((name) => caller.account?.groupsByName.get(name))
    .filter((group) => group !== undefined);
  const own = holder(user.Arn, user.UserPolicyList, user.AttachedManagedPolicies);
  return [own, ...groups.map(groupHolder)];
}

const holder = (
  arn: string,
  inline: InlinePolicy[] = [],
  attached: AttachedPolicy[] = [],
): Holder => ({ arn, inline, attached, isGroup: false });

const groupHolder = (group: GroupDetail): Holder => ({
  ...holder(group.Arn, group.GroupPolicyList, group.AttachedManagedPolicies),
  isGroup: true,
});

const readInline = (
  { arn: owner, inline, isGroup }: Holder,
  accountId: string,
): ReferredPolicy[] =>
  inline.map(({ PolicyName: name, PolicyDocument: source }) => {
    const kind = isGroup ? 'group-inline' : 'inline';
    return refer({ name, arn: null, kind, owner, accountId }, source);
  });

function readAttached(
  { arn: owner, attached, isGroup }: Holder,
  { world, caller }: { world: WorldFacts; caller: AccountCaller },
  into: Shelf,
): void {
  const kind = isGroup ? 'group-managed' : 'managed';
  const { accountId, account } = caller;
  for (const { PolicyName: name, PolicyArn: arn } of attached) {
    const found = findPolicyDocument(world, account, arn);
    if (found) {
      into.policies.push(refer({ name, arn, kind, owner, accountId }, found.document));
    } else {
      into.unread.push(unreadDocument(arn, mayDeny(arn)));
    }
  }
}

const refer = (ref: PolicyRef, source: unknown): ReferredPolicy => ({
  ref,
  policy: rememberPolicy(source, 'identity'),
});
