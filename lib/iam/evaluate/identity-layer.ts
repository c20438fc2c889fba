import type { PolicyRef } from '../answer';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, GroupDetail, InlinePolicy } from '../world';
import { type AccountCaller, isAccountCaller, roleOf, userOf } from './caller';
import { absentLayer, judgePolicies, type Layer, silentLayer, withUnread } from './layer';
import { documentFor, type Request } from './request';
import { hasSessionPolicies } from './session-layer';
import type { ReferredPolicy } from './target';

/** Who holds policies: a user, a role or a group, and how its policies are called. */
type Holder = {
  arn: string;
  inline: InlinePolicy[];
  attached: AttachedPolicy[];
  isGroup: boolean;
};

type Unread = { arn: string };

/** AWS's own policies grant; the few that deny say so in their names. */
const AWS_MANAGED = /^arn:[a-z-]+:iam::aws:policy\//;
const DENYING_NAME = /deny|quarantine/i;

/**
 * The caller's own policies: inline and attached, a user's groups included. Root may do
 * everything; a caller whose account was not collected may be allowed by it.
 */
export function identityLayer(request: Request): Layer {
  const { caller } = request;
  if (!isAccountCaller(caller)) return absentLayer('identity');
  if (caller.kind === 'root') return absentLayer('identity');
  if (caller.kind === 'federated-user' && !hasSessionPolicies(request)) {
    return silentLayer('identity');
  }
  if (!roleOf(caller) && !userOf(caller)) return notCollected(caller, request);
  const { policies, unread } = readHolders(holdersOf(caller), caller.accountId, request);
  return unread.reduce(
    (layer, { arn }) => withUnread(layer, { kind: 'policy-document', arn }, mayDeny(arn)),
    judgePolicies('identity', policies, request),
  );
}

const mayDeny = (arn: string): boolean =>
  !AWS_MANAGED.test(arn) || DENYING_NAME.test(arn);

const notCollected = (caller: AccountCaller, request: Request): Layer =>
  withUnread(
    silentLayer('identity'),
    {
      kind: 'external-identity-allow',
      account: caller.accountId,
      action: request.actionName,
      resource: request.target.arn,
    },
    false,
  );

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

function readHolders(
  holders: Holder[],
  accountId: string,
  request: Request,
): { policies: ReferredPolicy[]; unread: Unread[] } {
  const entries = holders.flatMap((one) => [
    ...readInline(one, accountId),
    ...readAttached(one, accountId, request),
  ]);
  return {
    policies: entries.filter((entry) => 'policy' in entry),
    unread: entries.filter((entry): entry is Unread => !('policy' in entry)),
  };
}

const readInline = (
  { arn: owner, inline, isGroup }: Holder,
  accountId: string,
): ReferredPolicy[] =>
  inline.map(({ PolicyName: name, PolicyDocument: source }) => {
    const kind = isGroup ? 'group-inline' : 'inline';
    return refer({ name, arn: null, kind, owner, accountId }, source);
  });

const readAttached = (
  { arn: owner, attached, isGroup }: Holder,
  accountId: string,
  request: Request,
): (ReferredPolicy | Unread)[] =>
  attached.map(({ PolicyName: name, PolicyArn: arn }) => {
    const kind = isGroup ? 'group-managed' : 'managed';
    const found = documentFor(request, arn);
    return found ? refer({ name, arn, kind, owner, accountId }, found.document) : { arn };
  });

const refer = (ref: PolicyRef, source: unknown): ReferredPolicy => ({
  ref,
  policy: rememberPolicy(source, 'identity'),
});
