import type {
  DeleteGroupPolicyCommandInput,
  DeleteRolePolicyCommandInput,
  DeleteUserPolicyCommandInput,
  GetGroupPolicyCommandInput,
  GetRolePolicyCommandInput,
  GetUserPolicyCommandInput,
  ListGroupPoliciesCommandInput,
  ListRolePoliciesCommandInput,
  ListUserPoliciesCommandInput,
  PutGroupPolicyCommandInput,
  PutRolePolicyCommandInput,
  PutUserPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations } from '../operation';
import { limitExceeded, noSuchEntity } from '../wire/aws-error';
import { encodeRfc3986 } from '../wire/request';
import type { StoredEntity } from '../world/types';
import { arnFor, entityNamed, type Kind, lookUp } from './arns';
import { boundaryContext } from './boundaries';
import { pageOf } from './paging';
import { checkIdentityPolicy } from './policy-document';
import { INLINE_SIZE_QUOTA } from './quotas';

const TITLES = { user: 'User', group: 'Group', role: 'Role' } as const;

type Holder = { kind: Kind; name: string };
type Put = { PolicyName: string; PolicyDocument: string };
type Paged = { Marker?: string; MaxItems?: number };

/** A holder's boundary is a condition key of calls that change its policies. */
export function holderContext(
  call: Call,
  { kind, name }: Holder,
): Record<string, string> {
  const entity: StoredEntity | null = lookUp(call.account, kind, name);
  const boundary = entity && entity.kind !== 'group' ? entity.boundary : null;
  return boundaryContext(boundary ?? undefined);
}

function allow(call: Call, verb: string, holder: Holder): void {
  authorize(call, {
    action: `iam:${verb}${TITLES[holder.kind]}Polic${verb === 'List' ? 'ies' : 'y'}`,
    resource: arnFor(call.account, holder.kind, holder.name),
    context: verb === 'Put' || verb === 'Delete' ? holderContext(call, holder) : {},
  });
}

function checkSize(entity: StoredEntity, { PolicyName, PolicyDocument }: Put): void {
  const others = entity.inline.filter(({ name }) => name !== PolicyName);
  const size = [PolicyDocument, ...others.map(({ document }) => document)]
    .map(policyCharacters)
    .reduce((sum, one) => sum + one, 0);
  const quota = INLINE_SIZE_QUOTA[entity.kind];
  if (size > quota)
    throw limitExceeded(
      `Maximum policy size of ${quota} bytes exceeded for ${entity.kind} ${entity.name}`,
    );
}

function put(call: Call, holder: Holder, policy: Put) {
  allow(call, 'Put', holder);
  const entity = entityNamed(call.account, holder.kind, holder.name);
  checkIdentityPolicy(policy.PolicyDocument);
  checkSize(entity, policy);
  const { PolicyName: name, PolicyDocument: document } = policy;
  const before = entity.inline.find((inline) => inline.name === name);
  if (before) before.document = document;
  else entity.inline.push({ name, document });
  changed(call);
  return {};
}

function inlineNamed(call: Call, holder: Holder, policyName: string) {
  const entity = entityNamed(call.account, holder.kind, holder.name);
  const found = entity.inline.find(({ name }) => name === policyName);
  if (!found)
    throw noSuchEntity(
      `The ${holder.kind} policy with name ${policyName} cannot be found.`,
    );
  return { entity, found };
}

function get(call: Call, holder: Holder, policyName: string) {
  allow(call, 'Get', holder);
  const { found } = inlineNamed(call, holder, policyName);
  return {
    [`${TITLES[holder.kind]}Name`]: holder.name,
    PolicyName: policyName,
    PolicyDocument: encodeRfc3986(found.document),
  };
}

function remove(call: Call, holder: Holder, policyName: string) {
  allow(call, 'Delete', holder);
  const { entity, found } = inlineNamed(call, holder, policyName);
  entity.inline = entity.inline.filter((inline) => inline !== found);
  changed(call);
  return {};
}

function list(call: Call, holder: Holder, page: Paged) {
  allow(call, 'List', holder);
  const entity = entityNamed(call.account, holder.kind, holder.name);
  const { items, rest } = pageOf(entity.inline, ({ name }) => name, page);
  return { PolicyNames: items.map(({ name }) => name), ...rest };
}

const role = (input: { RoleName: string }): Holder => ({
  kind: 'role',
  name: input.RoleName,
});
const user = (input: { UserName: string }): Holder => ({
  kind: 'user',
  name: input.UserName,
});
const group = (input: { GroupName: string }): Holder => ({
  kind: 'group',
  name: input.GroupName,
});

export const inlineOperations = {
  PutRolePolicy: (call: Call, input: Given<PutRolePolicyCommandInput>) =>
    put(call, role(input), input),
  PutUserPolicy: (call: Call, input: Given<PutUserPolicyCommandInput>) =>
    put(call, user(input), input),
  PutGroupPolicy: (call: Call, input: Given<PutGroupPolicyCommandInput>) =>
    put(call, group(input), input),
  GetRolePolicy: (call: Call, input: Given<GetRolePolicyCommandInput>) =>
    get(call, role(input), input.PolicyName),
  GetUserPolicy: (call: Call, input: Given<GetUserPolicyCommandInput>) =>
    get(call, user(input), input.PolicyName),
  GetGroupPolicy: (call: Call, input: Given<GetGroupPolicyCommandInput>) =>
    get(call, group(input), input.PolicyName),
  DeleteRolePolicy: (call: Call, input: Given<DeleteRolePolicyCommandInput>) =>
    remove(call, role(input), input.PolicyName),
  DeleteUserPolicy: (call: Call, input: Given<DeleteUserPolicyCommandInput>) =>
    remove(call, user(input), input.PolicyName),
  DeleteGroupPolicy: (call: Call, input: Given<DeleteGroupPolicyCommandInput>) =>
    remove(call, group(input), input.PolicyName),
  ListRolePolicies: (call: Call, input: Given<ListRolePoliciesCommandInput>) =>
    list(call, role(input), input),
  ListUserPolicies: (call: Call, input: Given<ListUserPoliciesCommandInput>) =>
    list(call, user(input), input),
  ListGroupPolicies: (call: Call, input: Given<ListGroupPoliciesCommandInput>) =>
    list(call, group(input), input),
} satisfies Operations;
