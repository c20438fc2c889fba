import type { AttachedPolicy, ManagedPolicyDetail } from '@/lib/iam/world';
import { type AccountPlan, iamArn, MADE_AT } from './account-plan';
import { oddIdentityPolicy } from './oddities/odd-identity-policy';
import { twistDocument } from './oddities/twist-document';
import { ASSUME, allow, allowAllBut, deny, type Policy, policy } from './policy';
import { isOdd, type Scene } from './scene';
import { uniqueId } from './unique-id';
import { workloadPolicy } from './workload-policy';

/** The same text in every account, shortened; AWS's own are longer. */
const AWS_POLICIES = {
  AdministratorAccess: policy(allow('*', '*')),
  PowerUserAccess: policy(
    allowAllBut(['iam:*', 'organizations:*', 'account:*']),
    allow(['iam:ListRoles', 'iam:CreateServiceLinkedRole', 'account:List*'], '*'),
  ),
  ReadOnlyAccess: policy(
    allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*'], '*'),
    allow(['logs:Get*', 'rds:Describe*', 'dynamodb:List*', 'sts:GetCallerIdentity'], '*'),
  ),
  SecurityAudit: policy(
    allow(
      ['access-analyzer:List*', 'cloudtrail:Describe*', 'iam:GenerateCredentialReport'],
      '*',
    ),
    allow(['config:Describe*', 'guardduty:List*', 'kms:Describe*', 's3:GetBucket*'], '*'),
  ),
  AWSLambdaBasicExecutionRole: policy(
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], '*'),
  ),
} satisfies Record<string, Policy>;
export type AwsPolicyName = keyof typeof AWS_POLICIES;

/** With the members that the engine has no use for, but files have. */
type PrintedPolicy = ManagedPolicyDetail & {
  AttachmentCount: number;
  PermissionsBoundaryUsageCount: number;
  IsAttachable: boolean;
  CreateDate: string;
  UpdateDate: string;
};

export const OWN_BOUNDARY = 'boundary-own-account';
export const NO_STS_BOUNDARY = 'boundary-no-sts';
/** A boundary under which only some roles can be assumed. Odd estates use it more. */
export const SOME_ROLES_BOUNDARY = 'boundary-some-roles';
export const BASELINE = 'team-baseline';
export const SHARED_READERS = 'assume-shared-readers';
export const REQUIRE_MFA = 'require-mfa';

export const ownPolicy = (account: AccountPlan, name: string): AttachedPolicy => ({
  PolicyName: name,
  PolicyArn: iamArn(account, `policy/${name}`),
});

export const awsPolicy = (
  { partition }: AccountPlan,
  name: AwsPolicyName,
): AttachedPolicy => ({
  PolicyName: name,
  PolicyArn: `arn:${partition}:iam::aws:policy/${name}`,
});

/** All managed policies that stand in the account's file: its own, then AWS's. */
export function managedPolicies(scene: Scene): PrintedPolicy[] {
  const { account } = scene;
  const own = Object.entries(ownDocuments(scene)).map(([name, document]) => {
    const text = isOdd(scene, 0.35) ? oddIdentityPolicy(scene) : document;
    return detail(scene, iamArn(account, `policy/${name}`), name, text);
  });
  const aws = Object.entries(AWS_POLICIES).map(([name, document]) => {
    const arn = `arn:${account.partition}:iam::aws:policy/${name}`;
    return detail(scene, arn, name, document);
  });
  return [...own, ...aws];
}

function ownDocuments(scene: Scene): Record<string, Policy> {
  const { account } = scene;
  const ownRoles = iamArn(account, 'role/*');
  const work = ['s3:*', 'dynamodb:*', 'logs:*', 'kms:*', 'sqs:*'];
  return {
    [BASELINE]: workloadPolicy(scene),
    [SHARED_READERS]: policy(
      allow(ASSUME, ['arn:aws:iam::*:role/audit-0', 'arn:aws:iam::*:role/org-any-*']),
    ),
    [OWN_BOUNDARY]: policy(allow(work, '*'), allow(ASSUME, ownRoles)),
    [NO_STS_BOUNDARY]: policy(allowAllBut(['sts:*', 'iam:*'])),
    [SOME_ROLES_BOUNDARY]: policy(
      allow([...work, 'ec2:*'], '*'),
      allow('sts:*', ['arn:aws:iam::*:role/deploy-*', 'arn:aws:iam::*:role/audit-?']),
      deny(ASSUME, iamArn(account, 'role/breakglass-*')),
    ),
    [REQUIRE_MFA]: policy(
      deny('*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
    ),
  };
}

/** Only the default version counts; an odd policy has a wider one beside it, or lacks it. */
function detail(
  scene: Scene,
  arn: string,
  name: string,
  document: Policy,
): PrintedPolicy {
  const isLost = isOdd(scene, 0.05);
  const version = (id: string, Document: unknown, isDefault: boolean) => ({
    Document,
    VersionId: id,
    IsDefaultVersion: isDefault,
    CreateDate: MADE_AT,
  });
  const isOlderKept = isOdd(scene, 0.25);
  const older = isOlderKept ? [version('v1', policy(allow('*', '*')), false)] : [];
  return {
    PolicyName: name,
    PolicyId: uniqueId(scene.options.seed, 'ANPA', arn),
    Arn: arn,
    Path: '/',
    DefaultVersionId: isLost ? 'v9' : 'v2',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: name.startsWith('boundary') ? 1 : 0,
    IsAttachable: true,
    CreateDate: MADE_AT,
    UpdateDate: MADE_AT,
    PolicyVersionList: [version('v2', twistDocument(scene, document), true), ...older],
  };
}
