import type {
  CreatePolicyCommandInput,
  DeletePolicyCommandInput,
  GetPolicyCommandInput,
  ListEntitiesForPolicyCommandInput,
  ListPoliciesCommandInput,
  Policy,
} from '@aws-sdk/client-iam';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { MANAGED_POLICIES } from '../seed/managed-policies';
import {
  AwsError,
  alreadyExists,
  deleteConflict,
  limitExceeded,
} from '../wire/aws-error';
import { uniqueId } from '../world/ids';
import type { AccountState, StoredEntity, StoredPolicy } from '../world/types';
import { iamArn } from './arns';
import { isAwsManaged, policyAt } from './find-policy';
import { pageOf } from './paging';
import { checkIdentityPolicy } from './policy-document';
import { MANAGED_SIZE_QUOTA, POLICIES_QUOTA } from './quotas';
import { requestTagContext, tagsOf } from './tags';

const entitiesOf = (account: AccountState): StoredEntity[] => [
  ...account.users.values(),
  ...account.groups.values(),
  ...account.roles.values(),
];

const isBoundedBy = (entity: StoredEntity, arn: string): boolean =>
  entity.kind !== 'group' && entity.boundary === arn;

const attachmentsOf = (account: AccountState, arn: string): number =>
  entitiesOf(account).filter(({ attached }) => attached.includes(arn)).length;

export const policyOut = (account: AccountState, policy: StoredPolicy): Policy => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersionId,
  AttachmentCount: attachmentsOf(account, policy.arn),
  PermissionsBoundaryUsageCount: entitiesOf(account).filter((entity) =>
    isBoundedBy(entity, policy.arn),
  ).length,
  IsAttachable: true,
  CreateDate: new Date(policy.createdAt),
  UpdateDate: new Date(policy.updatedAt),
});

/** AWS's own policies cannot be written. */
export function ownPolicyAt(call: Call, action: string, arn: string): StoredPolicy {
  authorize(call, { action, resource: arn });
  if (isAwsManaged(arn))
    throw new AwsError(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: policy ${arn} because it is managed by AWS`,
      403,
    );
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
  const tags = tagsOf(input.Tags);
  authorize(call, {
    action: 'iam:CreatePolicy',
    resource: arn,
    context: requestTagContext(tags),
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
  return { Policy: policyOut(account, policy) };
}

function getPolicy(call: Call, { PolicyArn }: Given<GetPolicyCommandInput>) {
  authorize(call, { action: 'iam:GetPolicy', resource: PolicyArn });
  const policy = policyAt(call.account, PolicyArn);
  return {
    Policy: {
      ...policyOut(call.account, policy),
      Description: policy.description ?? undefined,
      Tags: policy.tags,
    },
  };
}

function deletePolicy(call: Call, { PolicyArn }: Given<DeletePolicyCommandInput>) {
  const policy = ownPolicyAt(call, 'iam:DeletePolicy', PolicyArn);
  const isBoundary = entitiesOf(call.account).some((entity) =>
    isBoundedBy(entity, PolicyArn),
  );
  if (isBoundary || attachmentsOf(call.account, PolicyArn) > 0)
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

function listPolicies(call: Call, input: Given<ListPoliciesCommandInput>) {
  const { account } = call;
  authorize(call, {
    action: 'iam:ListPolicies',
    resource: iamArn(account, 'policy', input.PathPrefix ?? '/', ''),
  });
  const wanted = inScope(account, input.Scope)
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
    .filter(({ arn }) => !input.OnlyAttached || attachmentsOf(account, arn) > 0);
  const { items, rest } = pageOf(wanted, ({ arn }) => arn, input);
  return { Policies: items.map((policy) => policyOut(account, policy)), ...rest };
}

function listEntities(call: Call, input: Given<ListEntitiesForPolicyCommandInput>) {
  const { PolicyArn, EntityFilter, PolicyUsageFilter, PathPrefix = '/' } = input;
  authorize(call, { action: 'iam:ListEntitiesForPolicy', resource: PolicyArn });
  policyAt(call.account, PolicyArn);
  const isUsing = (entity: StoredEntity): boolean =>
    (PolicyUsageFilter !== 'PermissionsBoundary' &&
      entity.attached.includes(PolicyArn)) ||
    (PolicyUsageFilter !== 'PermissionsPolicy' && isBoundedBy(entity, PolicyArn));
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
