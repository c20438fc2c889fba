import type { LayerName, PolicyRef } from '../answer';
import { accountIdOf, type Caller, roleOf, userOf } from '../evaluate/caller';
import { documentFor, type Request } from '../evaluate/request';
import { hasSessionPolicies } from '../evaluate/session-layer';
import type { ReferredPolicy } from '../evaluate/target';
import type { PolicyKind } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, InlinePolicy } from '../world';

/**
 * Every policy that was read for one layer, those without a word about the request included.
 * Those of the organization stand in levels: see `collectLevels`.
 */
export function collectPolicies(request: Request, layer: LayerName): ReferredPolicy[] {
  switch (layer) {
    case 'trust':
    case 'resource':
      return request.target.policy ? [request.target.policy] : [];
    case 'identity':
      return identityPolicies(request);
    case 'boundary':
      return boundaryPolicies(request);
    case 'session':
      return sessionPolicies(request);
    default:
      return [];
  }
}

const refer = (ref: PolicyRef, source: unknown, kind: PolicyKind): ReferredPolicy => ({
  ref,
  policy: rememberPolicy(source, kind),
});

type Holder = {
  arn: string;
  inline: InlinePolicy[];
  attached: AttachedPolicy[];
  isGroup: boolean;
};

function identityPolicies(request: Request): ReferredPolicy[] {
  const { caller } = request;
  if (caller.kind === 'federated-user' && !hasSessionPolicies(request)) return [];
  return holdersOf(caller).flatMap((holder) => policiesOf(holder, request));
}

function holdersOf(caller: Caller): Holder[] {
  const [role, user] = [roleOf(caller), userOf(caller)];
  const own = role
    ? [{ ...role, inline: role.RolePolicyList }]
    : user
      ? [{ ...user, inline: user.UserPolicyList }]
      : [];
  const account = 'account' in caller ? caller.account : undefined;
  const groups = (user?.GroupList ?? []).flatMap(
    (name) => account?.groupsByName.get(name) ?? [],
  );
  const held = [
    ...own.map((one) => ({ ...one, isGroup: false })),
    ...groups.map((group) => ({
      ...group,
      inline: group.GroupPolicyList,
      isGroup: true,
    })),
  ];
  return held.map(({ Arn, inline = [], AttachedManagedPolicies = [], isGroup }) => ({
    arn: Arn,
    inline,
    attached: AttachedManagedPolicies,
    isGroup,
  }));
}

function policiesOf(
  { arn: owner, inline, attached, isGroup }: Holder,
  request: Request,
): ReferredPolicy[] {
  const accountId = accountIdOf(request.caller);
  const [inlineKind, managedKind] = isGroup
    ? (['group-inline', 'group-managed'] as const)
    : (['inline', 'managed'] as const);
  return [
    ...inline.map(({ PolicyName: name, PolicyDocument: source }) =>
      refer({ name, arn: null, kind: inlineKind, owner, accountId }, source, 'identity'),
    ),
    ...attached.flatMap(({ PolicyName: name, PolicyArn: arn }) => {
      const ref: PolicyRef = { name, arn, kind: managedKind, owner, accountId };
      const found = documentFor(request, arn);
      return found ? [refer(ref, found.document, 'identity')] : [];
    }),
  ];
}

function boundaryPolicies(request: Request): ReferredPolicy[] {
  const { boundaryArn: arn, caller } = request;
  const found = arn ? documentFor(request, arn) : null;
  if (!found) return [];
  const owner = (roleOf(caller) ?? userOf(caller))?.Arn ?? '';
  const ref: PolicyRef = {
    name: found.name,
    arn,
    kind: 'boundary',
    owner,
    accountId: accountIdOf(caller),
  };
  return [refer(ref, found.document, 'boundary')];
}

function sessionPolicies(request: Request): ReferredPolicy[] {
  const { caller, question } = request;
  const { policies = [], policyArns = [] } = question.session ?? {};
  const owner = 'arn' in caller ? caller.arn : '';
  const base = { kind: 'session' as const, owner, accountId: accountIdOf(caller) };
  return [
    ...policies.map((source, at) =>
      refer({ name: `session policy ${at + 1}`, arn: null, ...base }, source, 'session'),
    ),
    ...policyArns.flatMap((arn) => {
      const found = documentFor(request, arn);
      const ref = { name: found?.name ?? '', arn, ...base };
      return found ? [refer(ref, found.document, 'session')] : [];
    }),
  ];
}
