import type {
  AttachGroupPolicyCommandInput,
  AttachRolePolicyCommandInput,
  AttachUserPolicyCommandInput,
  DetachGroupPolicyCommandInput,
  DetachRolePolicyCommandInput,
  DetachUserPolicyCommandInput,
  ListAttachedGroupPoliciesCommandInput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedUserPoliciesCommandInput,
} from '@aws-sdk/client-iam';
import { nameOfArn } from '@/lib/core/arn';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations } from '../operation';
import { limitExceeded, noSuchEntity } from '../wire/aws-error';
import { arnFor, entityNamed, type Kind } from './arns';
import { findPolicy, policyAt } from './find-policy';
import { holderContext } from './inline';
import { pageOf } from './paging';
import { ATTACHED_QUOTA } from './quotas';

const TITLES = { user: 'User', group: 'Group', role: 'Role' } as const;

type Holder = { kind: Kind; name: string };
type Paged = { Marker?: string; MaxItems?: number; PathPrefix?: string };

function allow(call: Call, verb: 'Attach' | 'Detach', holder: Holder, arn: string): void {
  authorize(call, {
    action: `iam:${verb}${TITLES[holder.kind]}Policy`,
    resource: arnFor(call.account, holder.kind, holder.name),
    context: { ...holderContext(call, holder), 'iam:PolicyARN': arn },
  });
}

function attach(call: Call, holder: Holder, arn: string) {
  allow(call, 'Attach', holder, arn);
  const entity = entityNamed(call.account, holder.kind, holder.name);
  if (!findPolicy(call.account, arn))
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (entity.attached.includes(arn)) return {};
  const quota = ATTACHED_QUOTA[holder.kind];
  if (entity.attached.length >= quota)
    throw limitExceeded(
      `Cannot exceed quota for PoliciesPer${TITLES[holder.kind]}: ${quota}`,
    );
  entity.attached.push(arn);
  changed(call);
  return {};
}

function detach(call: Call, holder: Holder, arn: string) {
  allow(call, 'Detach', holder, arn);
  const entity = entityNamed(call.account, holder.kind, holder.name);
  if (!entity.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  entity.attached = entity.attached.filter((attached) => attached !== arn);
  changed(call);
  return {};
}

function list(call: Call, holder: Holder, page: Paged) {
  authorize(call, {
    action: `iam:ListAttached${TITLES[holder.kind]}Policies`,
    resource: arnFor(call.account, holder.kind, holder.name),
  });
  const entity = entityNamed(call.account, holder.kind, holder.name);
  const inPath = entity.attached.filter((arn) =>
    policyAt(call.account, arn).path.startsWith(page.PathPrefix ?? '/'),
  );
  const { items, rest } = pageOf(inPath, (arn) => arn, page);
  return {
    AttachedPolicies: items.map((arn) => ({
      PolicyName: nameOfArn(arn),
      PolicyArn: arn,
    })),
    ...rest,
  };
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

export const attachOperations = {
  AttachRolePolicy: (call: Call, input: Given<AttachRolePolicyCommandInput>) =>
    attach(call, role(input), input.PolicyArn),
  AttachUserPolicy: (call: Call, input: Given<AttachUserPolicyCommandInput>) =>
    attach(call, user(input), input.PolicyArn),
  AttachGroupPolicy: (call: Call, input: Given<AttachGroupPolicyCommandInput>) =>
    attach(call, group(input), input.PolicyArn),
  DetachRolePolicy: (call: Call, input: Given<DetachRolePolicyCommandInput>) =>
    detach(call, role(input), input.PolicyArn),
  DetachUserPolicy: (call: Call, input: Given<DetachUserPolicyCommandInput>) =>
    detach(call, user(input), input.PolicyArn),
  DetachGroupPolicy: (call: Call, input: Given<DetachGroupPolicyCommandInput>) =>
    detach(call, group(input), input.PolicyArn),
  ListAttachedRolePolicies: (
    call: Call,
    input: Given<ListAttachedRolePoliciesCommandInput>,
  ) => list(call, role(input), input),
  ListAttachedUserPolicies: (
    call: Call,
    input: Given<ListAttachedUserPoliciesCommandInput>,
  ) => list(call, user(input), input),
  ListAttachedGroupPolicies: (
    call: Call,
    input: Given<ListAttachedGroupPoliciesCommandInput>,
  ) => list(call, group(input), input),
} satisfies Operations;
