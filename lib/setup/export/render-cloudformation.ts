import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { declareFurther, stagedDocument } from './declare-further';
import type { CloudFormationResource, Declared } from './declared';
import { partSteps } from './not-here';
import type { AccountSource, PlanSource } from './plan-source';
import { oneLine } from './quote';
import {
  type AttachmentResource,
  type PolicyResource,
  type Resources,
  type RoleResource,
  resourcesOf,
} from './resources';
import { sayUntagged } from './say-untagged';

const DESCRIPTION_MAX = 1024;

/** Conditions of a template that first has to take over what stands already. */
const PARAMETERS = {
  Parameters: {
    Stage: {
      Type: 'String',
      AllowedValues: ['import', 'plan'],
      Default: 'plan',
      Description:
        'First create the stack by an import with "import", then update it to "plan".',
    },
  },
  Conditions: { IsPlan: { 'Fn::Equals': [{ Ref: 'Stage' }, 'plan'] } },
};

/**
 * A CloudFormation template of one account's half. What stands already is declared twice: as it
 * is, to be imported, and as the plan has it, chosen by the parameter `Stage`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html
 */
export function renderCloudFormation(
  source: PlanSource,
  account: AccountSource,
): Result<string, AppError> {
  const { held, notHere } = partSteps('CloudFormation', account.steps);
  if (notHere && held.length === 0) return err({ kind: 'conflict', message: notHere });
  const found = resourcesOf(source.roleArn, held);
  if (isEvaluated([notHere, ...plainValues(found)])) return err(evaluated);
  const declared = declare(found);
  const imported = declared.filter(({ isImported }) => isImported);
  const hasImports = imported.length > 0;
  const resources = Object.fromEntries(
    declared.map((one) => [one.id, hasImports ? staged(one) : one.resource]),
  );
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: descriptionOf(source, account),
    ...metadataOf({
      NotHere: notHere,
      Untagged: sayUntagged(found.ownPolicies),
      Import: hasImports ? importOf(imported) : null,
    }),
    ...(hasImports && PARAMETERS),
    Resources: resources,
  };
  return ok(`${JSON.stringify(template, null, 2)}\n`);
}

/** What there is to say of a template; no such part where there is nothing. */
function metadataOf(parts: Record<string, unknown>) {
  const said = Object.entries(parts).filter(([, part]) => part !== null);
  return said.length > 0 ? { Metadata: Object.fromEntries(said) } : {};
}

function descriptionOf({ hash, title, practiceUrl }: PlanSource, account: AccountSource) {
  const practice = practiceUrl === null ? '' : 'Practice account. ';
  const text = `${practice}Plan ${hash}: ${title}. Account ${account.accountId}, ${account.accountName}. Needs CAPABILITY_NAMED_IAM.`;
  return oneLine(text).slice(0, DESCRIPTION_MAX);
}

function declare(resources: Resources): Declared[] {
  const { role, policies, attachments } = resources;
  return [
    ...(role ? [declareRole(role, attachments)] : []),
    ...policies.map((policy) => declarePolicy(policy, role)),
    ...declareFurther(resources),
  ];
}

function declareRole(
  { roleName, path, made, live, trust }: RoleResource,
  attachments: AttachmentResource[],
): Declared {
  return {
    id: 'Role',
    isImported: made === null,
    key: { RoleName: roleName },
    resource: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: roleName,
        Path: path,
        ...(made && madeProperties(made)),
        ...(attachments.length > 0 && {
          ManagedPolicyArns: attachments.map(({ policyArn }) => policyArn),
        }),
        AssumeRolePolicyDocument: stagedDocument(made ? null : live, trust),
      },
    },
  };
}

const madeProperties = (made: NonNullable<RoleResource['made']>) => ({
  ...(made.description !== '' && { Description: made.description }),
  MaxSessionDuration: made.maxSessionSeconds,
  ...(made.boundaryArn && { PermissionsBoundary: made.boundaryArn }),
  Tags: Object.entries(made.tags).map(([Key, Value]) => ({ Key, Value })),
});

const HOLDERS = {
  role: { type: 'AWS::IAM::RolePolicy', property: 'RoleName' },
  user: { type: 'AWS::IAM::UserPolicy', property: 'UserName' },
  group: { type: 'AWS::IAM::GroupPolicy', property: 'GroupName' },
} as const;

function declarePolicy(policy: PolicyResource, role: RoleResource | null): Declared {
  const { principal, principalName, policyName, live, document } = policy;
  const { type, property } = HOLDERS[principal];
  const isOnRole = principal === 'role' && principalName === role?.roleName;
  return {
    id: `Policy${policy.number}`,
    isImported: live !== null,
    key: { PolicyName: policyName, [property]: principalName },
    resource: {
      Type: type,
      ...(isOnRole && { DependsOn: 'Role' }),
      Properties: {
        PolicyName: policyName,
        [property]: principalName,
        PolicyDocument: stagedDocument(live, document),
      },
    },
  };
}

/** An import takes imported resources alone; the others come with the update. */
const staged = ({ isImported, resource }: Declared): CloudFormationResource =>
  isImported
    ? { ...resource, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }
    : { ...resource, Condition: 'IsPlan' };

const importOf = (imported: Declared[]) => ({
  Why: 'These stand already. Import them with Stage=import, look at the stack’s drift, and update with Stage=plan only when there is none: then nobody has changed them since the plan was made.',
  ResourcesToImport: imported.map(({ id, resource, key }) => ({
    ResourceType: resource.Type,
    LogicalResourceId: id,
    ResourceIdentifier: key,
  })),
});

/** Whether CloudFormation would evaluate a text or a name rather than take it as it is. */
function isEvaluated(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{resolve:');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) => name === 'Ref' || name.startsWith('Fn::') || isEvaluated(inner),
  );
}

const plainValues = ({
  role,
  policies,
  resourcePolicies,
  providers,
  profile,
  ownPolicies,
}: Resources): unknown[] => [
  role?.made,
  profile?.made,
  providers,
  ...[role, ...policies, ...resourcePolicies].map((one) => one && parsedOf(one.live)),
  role && parsedOf(role.trust),
  ...[...policies, ...resourcePolicies, ...ownPolicies].map(({ document }) =>
    parsedOf(document),
  ),
];

const parsedOf = (document: string | null): unknown =>
  document === null ? null : JSON.parse(document);

const evaluated: AppError = {
  kind: 'conflict',
  message:
    'A text of this plan means something to CloudFormation: it holds “{{resolve:”, or “Ref” or “Fn::” as a name. Export it in another format.',
};
