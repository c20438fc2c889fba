import type {
  CreatePolicyCommandInput,
  DeletePolicyCommandInput,
  GetPolicyCommandInput,
  ListEntitiesForPolicyCommandInput,
  ListPoliciesCommandInput,
  Policy,
  PolicyUsageType,
} from '@aws-sdk/client-iam';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { authorize } from '../authorize/authorize';
import { refusal } from '../authorize/denial';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { MANAGED_POLICIES } from '../seed/managed-policies';
import {
  type AwsError,
  alreadyExists,
  deleteConflict,
  limitExceeded,
} from '../wire/aws-error';
import { uniqueId } from '../world/ids';
import type { AccountState, StoredEntity, StoredPolicy } from '../world/types';
import { allowCreation } from './allow-creation';
import { iamArn } from './arns';
import { isAwsManaged, policyAt } from './find-policy';
import { pageOf } from './paging';
import { checkIdentityPolicy } from './policy-document';
import {
  boundaryIn,
  entitiesOf,
  type PolicyUse,
  policyUses,
  UNUSED,
} from './policy-uses';
import { MANAGED_SIZE_QUOTA, POLICIES_QUOTA } from './quotas';
import { tagsOf, tagsOut } from './tags';

export const policyOut = (
  policy: StoredPolicy,
  { attached, bounding }: PolicyUse = UNUSED,
): Policy => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersionId,
  AttachmentCount: attached,
  PermissionsBoundaryUsageCount: bounding,
  IsAttachable: true,
  CreateDate: new Date(policy.createdAt),
  UpdateDate: new Date(policy.updatedAt),
});

/** AWS's own policies cannot be written. */
export const refuseAwsManaged = (call: Call, action: string, arn: string): AwsError =>
  refusal(
    call,
    { action, resource: arn },
    ' because it is managed by AWS',
    `resource: policy ${arn}`,
  );

/** A policy of the account's own, for a call that writes it. */
export function ownPolicyAt(call: Call, action: string, arn: string): StoredPolicy {
  authorize(call, { action, resource: arn });
  if (isAwsManaged(arn)) throw refuseAwsManaged(call, action, arn);
  return policyAt(call.account, arn);
}

export function checkManagedDocument(document: string): string {
  checkIdentityPolicy(document);
  if (policyCharacters(document) > MANAGED_SIZE_QUOTA)
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${MANAGED_SIZE_QUOTA}`);
  return document;
}

function createPolicy(call: Call, input: Given<CreatePolicyCommandInput>) {
  const { account } = call;
  const path = input.Path ?? '/';
  const arn = iamArn(account, 'policy', path, input.PolicyName);
  const tags = tagsOf(input.Tags, 'Policy');
  allowCreation(call, {
    action: 'iam:CreatePolicy',
    tagAction: 'iam:TagPolicy',
    resource: arn,
    tags,
  });
  const isTaken = [...account.policies.values()].some(
    ({ name }) => name.toLowerCase() === input.PolicyName.toLowerCase(),
  );
  if (isTaken)
    throw alreadyExists(
      `A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`,
    );
  if (account.policies.size >= POLICIES_QUOTA)
    throw limitExceeded(`Cannot exceed quota for PoliciesPerAccount: ${POLICIES_QUOTA}`);
  const at = worldTime(call);
  const policy: StoredPolicy = {
    name: input.PolicyName,
    path,
    id: uniqueId('ANPA'),
    arn,
    description: input.Description ?? null,
    createdAt: at,
    updatedAt: at,
    tags,
    defaultVersionId: 'v1',
    lastVersion: 1,
    versions: [
      { id: 'v1', document: checkManagedDocument(input.PolicyDocument), createdAt: at },
    ],
  };
  account.policies.set(arn, policy);
  changed(call);
  return { Policy: { ...policyOut(policy), ...tagsOut(tags) } };
}

function getPolicy(call: Call, { PolicyArn }: Given<GetPolicyCommandInput>) {
  authorize(call, { action: 'iam:GetPolicy', resource: PolicyArn });
  const policy = policyAt(call.account, PolicyArn);
  return {
    Policy: {
      ...policyOut(policy, policyUses(call.account).get(PolicyArn)),
      Description: policy.description ?? undefined,
      ...tagsOut(policy.tags),
    },
  };
}

function deletePolicy(call: Call, { PolicyArn }: Given<DeletePolicyCommandInput>) {
  const policy = ownPolicyAt(call, 'iam:DeletePolicy', PolicyArn);
  if (policyUses(call.account).has(PolicyArn))
    throw deleteConflict('Cannot delete a policy attached to entities.');
  if (policy.versions.length > 1)
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  call.account.policies.delete(PolicyArn);
  changed(call);
  return {};
}

function inScope(account: AccountState, scope: string | undefined): StoredPolicy[] {
  const local = scope === 'AWS' ? [] : [...account.policies.values()];
  const aws = scope === 'Local' ? [] : [...MANAGED_POLICIES.values()];
  return [...local, ...aws];
}

/** How often a policy is in use in the way that a list is about. */
const countedIn = (
  { attached, bounding }: PolicyUse,
  usage: PolicyUsageType | undefined,
): number => {
  if (usage === 'PermissionsPolicy') return attached;
  return usage === 'PermissionsBoundary' ? bounding : attached + bounding;
};

function listPolicies(call: Call, input: Given<ListPoliciesCommandInput>) {
  const { account } = call;
  authorize(call, {
    action: 'iam:ListPolicies',
    resource: iamArn(account, 'policy', input.PathPrefix ?? '/', ''),
  });
  const uses = policyUses(account);
  const { OnlyAttached, PolicyUsageFilter } = input;
  const wanted = inScope(account, input.Scope)
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
    .filter(({ arn }) => {
      const isAll = !OnlyAttached && PolicyUsageFilter === undefined;
      return isAll || countedIn(uses.get(arn) ?? UNUSED, PolicyUsageFilter) > 0;
    });
  const { items, rest } = pageOf(wanted, ({ arn }) => arn, input);
  return {
    Policies: items.map((policy) => policyOut(policy, uses.get(policy.arn))),
    ...rest,
  };
}

function listEntities(call: Call, input: Given<ListEntitiesForPolicyCommandInput>) {
  const { PolicyArn, EntityFilter, PolicyUsageFilter, PathPrefix = '/' } = input;
  authorize(call, { action: 'iam:ListEntitiesForPolicy', resource: PolicyArn });
  policyAt(call.account, PolicyArn);
  const isUsing = (entity: StoredEntity): boolean =>
    (PolicyUsageFilter !== 'PermissionsBoundary' &&
      entity.attached.includes(PolicyArn)) ||
    (PolicyUsageFilter !== 'PermissionsPolicy' && boundaryIn(entity) === PolicyArn);
  const wanted = entitiesOf(call.account)
    .filter(isUsing)
    .filter(({ path }) => path.startsWith(PathPrefix))
    .filter(({ kind }) => !EntityFilter || EntityFilter.toLowerCase() === kind);
  const { items, rest } = pageOf(wanted, ({ kind, name }) => `${kind}/${name}`, input);
  const of = (kind: StoredEntity['kind']) => items.filter((item) => item.kind === kind);
  return {
    PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyGroups: of('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
    ...rest,
  };
}

export const policyOperations = {
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  DeletePolicy: deletePolicy,
  ListPolicies: listPolicies,
  ListEntitiesForPolicy: listEntities,
} satisfies Operations;
