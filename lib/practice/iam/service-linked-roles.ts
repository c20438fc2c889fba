import { randomUUID } from 'node:crypto';
import type {
  CreateServiceLinkedRoleCommandInput,
  DeleteServiceLinkedRoleCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandInput,
} from '@aws-sdk/client-iam';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { isServiceLinkedPath } from '@/lib/iam/evaluate/caller';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { awsPolicy, documentOf, trustsService } from '../seed/document';
import { AwsError, noSuchEntity } from '../wire/aws-error';
import { arnFor, entityNamed, iamArn } from './arns';
import { roleOut } from './role-out';
import { addRole, removeRole } from './roles';

/** A role as AWS makes it for a service: the end of its name, and its one policy. */
type Template = { name: string; policy: string; takesSuffix?: true };

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html */
const TEMPLATES = new Map<string, Template>(
  Object.entries({
    'access-analyzer': {
      name: 'AccessAnalyzer',
      policy: 'AccessAnalyzerServiceRolePolicy',
    },
    autoscaling: {
      name: 'AutoScaling',
      policy: 'AutoScalingServiceRolePolicy',
      takesSuffix: true,
    },
    cloudtrail: { name: 'CloudTrail', policy: 'CloudTrailServiceRolePolicy' },
    config: { name: 'Config', policy: 'AWSConfigServiceRolePolicy' },
    ecs: { name: 'ECS', policy: 'AmazonECSServiceRolePolicy' },
    eks: { name: 'AmazonEKS', policy: 'AmazonEKSServiceRolePolicy' },
    elasticloadbalancing: {
      name: 'ElasticLoadBalancing',
      policy: 'AWSElasticLoadBalancingServiceRolePolicy',
    },
    guardduty: { name: 'AmazonGuardDuty', policy: 'AmazonGuardDutyServiceRolePolicy' },
    organizations: {
      name: 'Organizations',
      policy: 'AWSOrganizationsServiceTrustPolicy',
    },
    rds: { name: 'RDS', policy: 'AmazonRDSServiceRolePolicy' },
    securityhub: { name: 'SecurityHub', policy: 'AWSSecurityHubServiceRolePolicy' },
    sso: { name: 'SSO', policy: 'AWSSSOServiceRolePolicy' },
    support: { name: 'Support', policy: 'AWSSupportServiceRolePolicy' },
    trustedadvisor: {
      name: 'TrustedAdvisor',
      policy: 'AWSTrustedAdvisorServiceRolePolicy',
    },
  }),
);

const invalid = (message: string): AwsError => new AwsError('InvalidInput', message);

/** The name of the role; AWS numbers none, people may add a suffix where a service has several. */
function roleName(
  {
    AWSServiceName: service,
    CustomSuffix: suffix,
  }: Given<CreateServiceLinkedRoleCommandInput>,
  { name, takesSuffix }: Template,
): string {
  const base = `AWSServiceRoleFor${name}`;
  if (suffix === undefined) return base;
  if (!takesSuffix) throw invalid(`Custom suffix is not allowed for ${service}`);
  return `${base}_${suffix}`;
}

function createRole(call: Call, input: Given<CreateServiceLinkedRoleCommandInput>) {
  const { account } = call;
  const service = input.AWSServiceName;
  const path = `/aws-service-role/${service}/`;
  const template = TEMPLATES.get(service.replace(/\.amazonaws\.com$/, ''));
  const name = template ? roleName(input, template) : '*';
  authorize(call, {
    action: 'iam:CreateServiceLinkedRole',
    resource: iamArn(account, 'role', path, name),
    context: { 'iam:AWSServiceName': service },
  });
  if (!template || !service.endsWith('.amazonaws.com'))
    throw new AwsError(
      'AccessDenied',
      `Cannot find Service Linked Role template for ${service}`,
      403,
    );
  if (account.roles.has(name.toLowerCase()))
    throw invalid(
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  const role = addRole(account, {
    name,
    path,
    arn: iamArn(account, 'role', path, name),
    createdAt: worldTime(call),
    attached: [awsPolicy(`aws-service-role/${template.policy}`)],
    boundary: null,
    tags: [],
    trust: documentOf(trustsService(service)),
    description: input.Description ?? null,
    maxSessionSeconds: DEFAULT_SESSION_SECONDS,
  });
  changed(call);
  return { Role: roleOut(role) };
}

/** Nothing here uses a service's role, so its deletion is over at once. */
function deleteRole(
  call: Call,
  { RoleName }: Given<DeleteServiceLinkedRoleCommandInput>,
) {
  const { account } = call;
  const resource = arnFor(account, 'role', RoleName);
  const [, service] = /:role\/aws-service-role\/([^/]+)\//.exec(resource) ?? [];
  authorize(call, {
    action: 'iam:DeleteServiceLinkedRole',
    resource,
    context: service === undefined ? {} : { 'iam:AWSServiceName': service },
  });
  const role = entityNamed(account, 'role', RoleName);
  if (!isServiceLinkedPath(role.path))
    throw invalid(`The role with name ${RoleName} is not a service-linked role.`);
  removeRole(call, role);
  const DeletionTaskId = `task${role.path}${role.name}/${randomUUID()}`;
  account.roleDeletions = [...account.roleDeletions, DeletionTaskId].slice(
    -DELETIONS_KEPT,
  );
  return { DeletionTaskId };
}

const DELETIONS_KEPT = 100;

function deletionStatus(
  call: Call,
  { DeletionTaskId }: Given<GetServiceLinkedRoleDeletionStatusCommandInput>,
) {
  const { account } = call;
  const [, name = ''] = /^task\/(.+)\/[^/]+$/.exec(DeletionTaskId) ?? [];
  authorize(call, {
    action: 'iam:GetServiceLinkedRoleDeletionStatus',
    resource: iamArn(account, 'role', '/', name),
  });
  if (!account.roleDeletions.includes(DeletionTaskId))
    throw noSuchEntity(`Deletion task ${DeletionTaskId} cannot be found.`);
  return { Status: 'SUCCEEDED' };
}

export const serviceLinkedRoleOperations = {
  CreateServiceLinkedRole: createRole,
  DeleteServiceLinkedRole: deleteRole,
  GetServiceLinkedRoleDeletionStatus: deletionStatus,
} satisfies Operations;
