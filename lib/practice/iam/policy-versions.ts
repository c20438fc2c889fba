import type {
  CreatePolicyVersionCommandInput,
  DeletePolicyVersionCommandInput,
  GetPolicyVersionCommandInput,
  ListPolicyVersionsCommandInput,
  SetDefaultPolicyVersionCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { deleteConflict, limitExceeded, noSuchEntity } from '../wire/aws-error';
import { encodeRfc3986 } from '../wire/request';
import type { PolicyVersion, StoredPolicy } from '../world/types';
import { policyAt } from './find-policy';
import { pageOf } from './paging';
import { checkManagedDocument, ownPolicyAt } from './policies';
import { VERSIONS_QUOTA } from './quotas';

export const versionOut = (policy: StoredPolicy, version: PolicyVersion) => ({
  VersionId: version.id,
  IsDefaultVersion: version.id === policy.defaultVersionId,
  CreateDate: new Date(version.createdAt),
});

function versionOf(policy: StoredPolicy, id: string): PolicyVersion {
  const found = policy.versions.find((version) => version.id === id);
  if (!found)
    throw noSuchEntity(
      `Policy ${policy.arn} version ${id} does not exist or is not attachable.`,
    );
  return found;
}

function createVersion(call: Call, input: Given<CreatePolicyVersionCommandInput>) {
  const policy = ownPolicyAt(call, 'iam:CreatePolicyVersion', input.PolicyArn);
  checkManagedDocument(input.PolicyDocument);
  if (policy.versions.length >= VERSIONS_QUOTA)
    throw limitExceeded(
      `A managed policy can have up to ${VERSIONS_QUOTA} versions. Before you create a new version, you must delete an existing version.`,
    );
  policy.lastVersion += 1;
  const version: PolicyVersion = {
    id: `v${policy.lastVersion}`,
    document: input.PolicyDocument,
    createdAt: worldTime(call),
  };
  policy.versions.push(version);
  policy.updatedAt = version.createdAt;
  if (input.SetAsDefault) policy.defaultVersionId = version.id;
  changed(call);
  return { PolicyVersion: versionOut(policy, version) };
}

function getVersion(call: Call, input: Given<GetPolicyVersionCommandInput>) {
  authorize(call, { action: 'iam:GetPolicyVersion', resource: input.PolicyArn });
  const policy = policyAt(call.account, input.PolicyArn);
  const version = versionOf(policy, input.VersionId);
  return {
    PolicyVersion: {
      ...versionOut(policy, version),
      Document: encodeRfc3986(version.document),
    },
  };
}

function listVersions(call: Call, input: Given<ListPolicyVersionsCommandInput>) {
  authorize(call, { action: 'iam:ListPolicyVersions', resource: input.PolicyArn });
  const policy = policyAt(call.account, input.PolicyArn);
  const { items, rest } = pageOf(policy.versions, ({ id }) => id.padStart(8), input);
  return { Versions: items.map((version) => versionOut(policy, version)), ...rest };
}

function deleteVersion(call: Call, input: Given<DeletePolicyVersionCommandInput>) {
  const policy = ownPolicyAt(call, 'iam:DeletePolicyVersion', input.PolicyArn);
  const version = versionOf(policy, input.VersionId);
  if (version.id === policy.defaultVersionId)
    throw deleteConflict('Cannot delete the default version of a policy.');
  policy.versions = policy.versions.filter((kept) => kept !== version);
  changed(call);
  return {};
}

function setDefault(call: Call, input: Given<SetDefaultPolicyVersionCommandInput>) {
  const policy = ownPolicyAt(call, 'iam:SetDefaultPolicyVersion', input.PolicyArn);
  policy.defaultVersionId = versionOf(policy, input.VersionId).id;
  policy.updatedAt = worldTime(call);
  changed(call);
  return {};
}

export const policyVersionOperations = {
  CreatePolicyVersion: createVersion,
  GetPolicyVersion: getVersion,
  ListPolicyVersions: listVersions,
  DeletePolicyVersion: deleteVersion,
  SetDefaultPolicyVersion: setDefault,
} satisfies Operations;
