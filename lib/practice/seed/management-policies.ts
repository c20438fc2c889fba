import { actionsOf } from './actions-of';
import type { AwsPolicySeed } from './aws-policy-seed';
import { allow, deny } from './document';

// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
const USERS_OWN = 'arn:aws:iam::*:user/${aws:username}';

/** AWS's policies for the services that watch over and manage others, abridged likewise. */
export const MANAGEMENT_POLICIES: AwsPolicySeed[] = [
  {
    name: 'AmazonSSMReadOnlyAccess',
    says: 'Provides read only access to Systems Manager.',
    statements: [allow(['ssm:Describe*', 'ssm:Get*', 'ssm:List*'])],
  },
  {
    name: 'AmazonSSMFullAccess',
    says: 'Provides full access to Systems Manager.',
    statements: [
      allow(
        actionsOf({
          cloudwatch: 'PutMetricData',
          ds: 'CreateComputer DescribeDirectories',
          ec2: 'DescribeInstanceStatus',
          logs: '*',
          ssm: '*',
          ec2messages: '*',
        }),
      ),
    ],
  },
  {
    name: 'AmazonSSMManagedInstanceCore',
    says: 'The policy for an instance role that lets Systems Manager work.',
    statements: [
      allow(
        actionsOf({
          ssm: `
          DescribeAssociation GetDeployablePatchSnapshotForInstance GetDocument
          DescribeDocument GetManifest GetParameter GetParameters ListAssociations
          ListInstanceAssociations PutInventory PutComplianceItems
          PutConfigurePackageResult UpdateAssociationStatus
          UpdateInstanceAssociationStatus UpdateInstanceInformation`,
          ssmmessages: `
          CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel`,
          ec2messages: `
          AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages
          SendReply`,
        }),
      ),
    ],
  },
  {
    name: 'AWSKeyManagementServicePowerUser',
    says: 'Provides access to KMS, without the use of keys.',
    statements: [
      allow(
        actionsOf({
          kms: `
          CreateAlias CreateKey DeleteAlias Describe* GenerateRandom Get* List*
          TagResource UntagResource`,
          iam: 'ListGroups ListRoles ListUsers',
        }),
      ),
    ],
  },
  {
    name: 'AWSOrganizationsReadOnlyAccess',
    says: 'Provides read only access to Organizations.',
    statements: [
      allow(
        actionsOf({
          organizations: 'Describe* List*',
          account: `
          GetAlternateContact GetContactInformation ListRegions GetRegionOptStatus`,
        }),
      ),
    ],
  },
  {
    name: 'AWSOrganizationsFullAccess',
    says: 'Provides full access to Organizations.',
    statements: [
      allow(
        actionsOf({
          organizations: '*',
          account: `
          PutAlternateContact DeleteAlternateContact GetAlternateContact
          GetContactInformation PutContactInformation ListRegions EnableRegion
          DisableRegion`,
        }),
      ),
    ],
  },
  {
    name: 'SecretsManagerReadWrite',
    says: 'Provides read and write access to Secrets Manager.',
    statements: [
      allow(
        actionsOf({
          secretsmanager: '*',
          cloudformation: `
          CreateChangeSet DescribeChangeSet DescribeStacks ExecuteChangeSet`,
          ec2: 'DescribeSecurityGroups DescribeSubnets DescribeVpcs',
          kms: 'DescribeKey ListAliases ListKeys',
          lambda: 'ListFunctions',
          rds: 'DescribeDBClusters DescribeDBInstances',
          tag: 'GetResources',
        }),
      ),
    ],
  },
  {
    name: 'CloudWatchFullAccess',
    says: 'Provides full access to CloudWatch.',
    statements: [
      allow(
        actionsOf({
          autoscaling: 'Describe*',
          cloudwatch: '*',
          logs: '*',
          sns: '*',
          iam: 'GetPolicy GetPolicyVersion GetRole',
        }),
      ),
    ],
  },
  {
    name: 'CloudWatchAgentServerPolicy',
    says: 'Permissions that the CloudWatch agent needs on a server.',
    statements: [
      allow(
        actionsOf({
          cloudwatch: 'PutMetricData',
          ec2: 'DescribeVolumes DescribeTags',
          logs: `
          PutLogEvents PutRetentionPolicy DescribeLogStreams DescribeLogGroups
          CreateLogStream CreateLogGroup`,
          xray: 'PutTraceSegments PutTelemetryRecords',
        }),
      ),
    ],
  },
  {
    name: 'AmazonEC2ContainerRegistryReadOnly',
    says: 'Provides read only access to container registries.',
    statements: [
      allow(
        actionsOf({
          ecr: `
          GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer
          GetRepositoryPolicy DescribeRepositories ListImages DescribeImages
          BatchGetImage GetLifecyclePolicy ListTagsForResource
          DescribeImageScanFindings`,
        }),
      ),
    ],
  },
  {
    name: 'IAMUserChangePassword',
    says: 'Lets a user change its own password.',
    statements: [allow('iam:ChangePassword', USERS_OWN)],
  },
  {
    name: 'IAMAccessAnalyzerReadOnlyAccess',
    says: 'Provides read only access to Access Analyzer.',
    statements: [
      allow(
        actionsOf({
          'access-analyzer': `
          CheckAccessNotGranted CheckNoNewAccess CheckNoPublicAccess Get* List*
          ValidatePolicy`,
        }),
      ),
    ],
  },
  {
    name: 'AWSCloudTrail_FullAccess',
    says: 'Provides full access to CloudTrail.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: '*',
          sns: 'ListTopics',
          s3: 'ListAllMyBuckets GetBucketLocation GetBucketPolicy',
          logs: 'DescribeLogGroups',
          iam: 'ListRoles',
          kms: 'ListKeys ListAliases',
          lambda: 'ListFunctions',
          dynamodb: 'ListTables',
        }),
      ),
    ],
  },
  {
    name: 'AmazonEKSWorkerNodePolicy',
    says: 'Lets worker nodes connect to EKS clusters.',
    statements: [
      allow(
        actionsOf({
          ec2: `
          DescribeInstances DescribeInstanceTypes DescribeRouteTables
          DescribeSecurityGroups DescribeSubnets DescribeVolumes
          DescribeVolumesModifications DescribeVpcs`,
          eks: 'DescribeCluster',
          'eks-auth': 'AssumeRoleForPodIdentity',
        }),
      ),
    ],
  },
  {
    name: 'AWSSupportAccess',
    says: 'Lets users open and follow support cases.',
    statements: [allow('support:*')],
  },
  {
    name: 'AWSDenyAll',
    says: 'Denies all access.',
    statements: [deny('*')],
  },
];
