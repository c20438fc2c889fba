import type {
  AttachPolicyCommandInput,
  CreatePolicyCommandInput,
  DeletePolicyCommandInput,
  DetachPolicyCommandInput,
  DisablePolicyTypeCommandInput,
  EnablePolicyTypeCommandInput,
  UpdatePolicyCommandInput,
} from '@aws-sdk/client-organizations';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import { type Call, type Given, noted, type Operations } from '../operation';
import { FULL_ACCESS } from '../seed/full-access';
import { AwsError } from '../wire/aws-error';
import { randomLowerCase } from '../world/ids';
import type { OrgPolicy, OrgPolicyType, OrgState } from '../world/org-types';
import { allowChange, constraint, targetAt } from './organization';
import { policyAt, policyOut, typeOf } from './policies';
import { policyTypesOut, rootAt } from './roots';

const KINDS = { SERVICE_CONTROL_POLICY: 'scp', RESOURCE_CONTROL_POLICY: 'rcp' } as const;
const MOST_ATTACHED = {
  SERVICE_CONTROL_POLICY: NUMBER_RULES.ServiceControlPoliciesPerTarget.max,
  RESOURCE_CONTROL_POLICY: NUMBER_RULES.ResourceControlPoliciesPerTarget.max,
} as const;

function checkContent(type: OrgPolicyType, content: string): string {
  const [first] = validatePolicyDocument(content, KINDS[type]);
  if (first?.code === 'too-long')
    throw constraint('POLICY_CONTENT_LIMIT_EXCEEDED', first.message);
  if (first)
    throw new AwsError(
      'MalformedPolicyDocumentException',
      `The provided policy document does not meet the requirements of the specified policy type. ${first.message}`,
    );
  return content;
}

function checkName(org: OrgState, type: OrgPolicyType, name: string, id?: string): void {
  const isTaken = [...org.policies.values()].some(
    (policy) => policy.type === type && policy.name === name && policy.id !== id,
  );
  if (isTaken)
    throw new AwsError(
      'DuplicatePolicyException',
      'A policy with the same name already exists.',
    );
}

function createPolicy(call: Call, input: Given<CreatePolicyCommandInput>) {
  const org = allowChange(call, 'CreatePolicy', { policyType: input.Type });
  const type = typeOf(input.Type);
  if (!org.enabledTypes.includes(type)) throw notEnabled();
  checkName(org, type, input.Name);
  const policy: OrgPolicy = {
    id: `p-${randomLowerCase(8)}`,
    type,
    name: input.Name,
    description: input.Description,
    isAwsManaged: false,
    content: checkContent(type, input.Content),
  };
  org.policies.set(policy.id, policy);
  noted(call);
  return policyOut(call, org, policy);
}

/** The policy, for a change of it: AWS's own cannot be changed. */
function ownPolicy(call: Call, operation: string, id: string) {
  const org = allowChange(call, operation, { ids: [id] });
  const policy = policyAt(org, id);
  if (policy.isAwsManaged)
    throw new AwsError(
      'PolicyChangesNotAllowedException',
      "You can't change a policy that AWS manages.",
    );
  return { org, policy };
}

function updatePolicy(call: Call, input: Given<UpdatePolicyCommandInput>) {
  const { org, policy } = ownPolicy(call, 'UpdatePolicy', input.PolicyId);
  if (input.Name !== undefined) checkName(org, policy.type, input.Name, policy.id);
  const content =
    input.Content === undefined
      ? policy.content
      : checkContent(policy.type, input.Content);
  policy.name = input.Name ?? policy.name;
  policy.description = input.Description ?? policy.description;
  policy.content = content;
  noted(call);
  return policyOut(call, org, policy);
}

function deletePolicy(call: Call, { PolicyId }: Given<DeletePolicyCommandInput>) {
  const { org, policy } = ownPolicy(call, 'DeletePolicy', PolicyId);
  const isUsed = [...org.targets.values()].some(({ policyIds }) =>
    policyIds.includes(policy.id),
  );
  if (isUsed)
    throw new AwsError(
      'PolicyInUseException',
      'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
    );
  org.policies.delete(policy.id);
  noted(call);
  return {};
}

const notEnabled = (): AwsError =>
  new AwsError(
    'PolicyTypeNotEnabledException',
    "The specified policy type isn't currently enabled in this root.",
  );

function attachment(call: Call, operation: string, policyId: string, targetId: string) {
  const org = allowChange(call, operation, { ids: [policyId, targetId] });
  const policy = policyAt(org, policyId);
  const target = targetAt(org, targetId);
  const ofType = target.policyIds.filter(
    (id) => org.policies.get(id)?.type === policy.type,
  );
  return { org, policy, target, ofType };
}

function attachPolicy(call: Call, input: Given<AttachPolicyCommandInput>) {
  const { org, policy, target, ofType } = attachment(
    call,
    'AttachPolicy',
    input.PolicyId,
    input.TargetId,
  );
  if (!org.enabledTypes.includes(policy.type)) throw notEnabled();
  if (ofType.includes(policy.id))
    throw new AwsError(
      'DuplicatePolicyAttachmentException',
      'The selected policy is already attached to the specified target.',
    );
  if (ofType.length >= MOST_ATTACHED[policy.type])
    throw constraint(
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You have attached the maximum number of policies of that type to the target.',
    );
  target.policyIds.push(policy.id);
  noted(call);
  return {};
}

function detachPolicy(call: Call, input: Given<DetachPolicyCommandInput>) {
  const { policy, target, ofType } = attachment(
    call,
    'DetachPolicy',
    input.PolicyId,
    input.TargetId,
  );
  if (!ofType.includes(policy.id))
    throw new AwsError(
      'PolicyNotAttachedException',
      "The policy isn't attached to the specified target in the specified root.",
    );
  if (ofType.length === 1)
    throw constraint(
      'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You must have at least one policy of that type attached to the target.',
    );
  target.policyIds = target.policyIds.filter((id) => id !== policy.id);
  noted(call);
  return {};
}

function enableType(call: Call, input: Given<EnablePolicyTypeCommandInput>) {
  const org = allowChange(call, 'EnablePolicyType', {
    ids: [input.RootId],
    policyType: input.PolicyType,
  });
  const root = rootAt(org, input.RootId);
  const type = typeOf(input.PolicyType);
  if (org.enabledTypes.includes(type))
    throw new AwsError(
      'PolicyTypeAlreadyEnabledException',
      'The specified policy type is already enabled in the specified root.',
    );
  org.enabledTypes.push(type);
  const full = FULL_ACCESS[type];
  org.policies.set(full.id, full);
  for (const target of org.targets.values()) target.policyIds.push(full.id);
  noted(call);
  return { Root: { Id: root.id, Name: root.name, PolicyTypes: policyTypesOut(org) } };
}

/** Turning a type off takes its policies off everything, as AWS does. */
function disableType(call: Call, input: Given<DisablePolicyTypeCommandInput>) {
  const org = allowChange(call, 'DisablePolicyType', {
    ids: [input.RootId],
    policyType: input.PolicyType,
  });
  const root = rootAt(org, input.RootId);
  const type = typeOf(input.PolicyType);
  if (!org.enabledTypes.includes(type)) throw notEnabled();
  org.enabledTypes = org.enabledTypes.filter((one) => one !== type);
  for (const target of org.targets.values())
    target.policyIds = target.policyIds.filter(
      (id) => org.policies.get(id)?.type !== type,
    );
  noted(call);
  return { Root: { Id: root.id, Name: root.name, PolicyTypes: policyTypesOut(org) } };
}

export const policyChangeOperations = {
  CreatePolicy: createPolicy,
  UpdatePolicy: updatePolicy,
  DeletePolicy: deletePolicy,
  AttachPolicy: attachPolicy,
  DetachPolicy: detachPolicy,
  EnablePolicyType: enableType,
  DisablePolicyType: disableType,
} satisfies Operations;
