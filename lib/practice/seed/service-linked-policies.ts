import { actionsOf } from './actions-of';
import type { AwsPolicySeed } from './aws-policy-seed';
import { allow } from './document';

/**
 * AWS's policies for the roles that its services make for themselves, abridged to the actions
 * that tell what they are for.
 */
export const SERVICE_LINKED_POLICIES: AwsPolicySeed[] = [
  {
    name: 'AccessAnalyzerServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets Access Analyzer read resource metadata.',
    statements: [
      allow(
        actionsOf({
          dynamodb: 'GetResourcePolicy',
          ec2: 'DescribeAddresses',
          iam: 'GetRole ListRoles',
          kms: 'DescribeKey GetKeyPolicy ListKeys',
          lambda: 'GetPolicy ListFunctions',
          organizations: 'Describe* List*',
          s3: 'GetBucketPolicy GetBucketPublicAccessBlock ListAllMyBuckets',
          sns: 'GetTopicAttributes',
          sqs: 'GetQueueAttributes',
        }),
      ),
    ],
  },
  {
    name: 'AutoScalingServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets Auto Scaling launch and stop instances.',
    statements: [
      allow(
        actionsOf({
          ec2: `
          AttachClassicLinkVpc CancelSpotInstanceRequests CreateFleet CreateTags
          DeleteTags Describe* RequestSpotInstances RunInstances StartInstances
          StopInstances TerminateInstances`,
          elasticloadbalancing: 'Describe* Register* Deregister*',
          cloudwatch: 'PutMetricAlarm DeleteAlarms',
          sns: 'Publish',
        }),
      ),
    ],
  },
  {
    name: 'CloudTrailServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets CloudTrail follow the accounts of an organization.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: '*',
          organizations: `
          DescribeAccount DescribeOrganization ListAccounts
          ListAWSServiceAccessForOrganization ListDelegatedAdministrators`,
        }),
      ),
    ],
  },
  {
    name: 'AWSConfigServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets Config read the resources it records.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: 'Describe*',
          ec2: 'Describe*',
          iam: 'Get* List*',
          kms: 'Describe*',
          lambda: 'Get*',
          rds: 'Describe*',
          s3: 'GetBucket* ListAllMyBuckets',
        }),
      ),
    ],
  },
  {
    name: 'AmazonECSServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets ECS run a cluster.',
    statements: [
      allow(
        actionsOf({
          ec2: `
          AttachNetworkInterface CreateNetworkInterface
          CreateNetworkInterfacePermission DeleteNetworkInterface Describe*
          DetachNetworkInterface`,
          elasticloadbalancing: 'DeregisterTargets Describe* RegisterTargets',
          route53: 'ChangeResourceRecordSets',
          servicediscovery: '*',
          logs: 'CreateLogStream PutLogEvents',
        }),
      ),
    ],
  },
  {
    name: 'AmazonEKSServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets EKS run a cluster.',
    statements: [
      allow(
        actionsOf({
          ec2: `
          CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces
          CreateSecurityGroup DescribeSubnets DescribeVpcs CreateTags`,
          iam: 'ListAttachedRolePolicies',
          cloudwatch: 'PutMetricData',
        }),
      ),
    ],
  },
  {
    name: 'AWSElasticLoadBalancingServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets load balancers use the network.',
    statements: [
      allow(
        actionsOf({
          ec2: `
          DescribeAddresses DescribeInstances DescribeNetworkInterfaces
          DescribeSubnets DescribeSecurityGroups DescribeVpcs AllocateAddress
          AssociateAddress CreateNetworkInterface CreateSecurityGroup
          DeleteNetworkInterface ModifyNetworkInterfaceAttribute ReleaseAddress`,
          logs: 'CreateLogDelivery',
        }),
      ),
    ],
  },
  {
    name: 'AmazonGuardDutyServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets GuardDuty look at what it guards.',
    statements: [
      allow(
        actionsOf({
          ec2: 'Describe*',
          organizations: 'DescribeAccount ListAccounts',
          s3: `
          GetBucketPublicAccessBlock GetEncryptionConfiguration GetBucketTagging
          GetBucketAcl ListAllMyBuckets`,
          lambda: 'GetFunctionConfiguration ListTags',
          eks: 'ListClusters DescribeCluster',
        }),
      ),
    ],
  },
  {
    name: 'AWSOrganizationsServiceTrustPolicy',
    path: '/aws-service-role/',
    says: 'Lets Organizations let other services work for it.',
    statements: [allow('iam:CreateServiceLinkedRole')],
  },
  {
    name: 'AmazonRDSServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets RDS run databases.',
    statements: [
      allow(
        actionsOf({
          rds: 'CrossRegionCommunication',
          ec2: `
          AllocateAddress AssociateAddress AuthorizeSecurityGroupIngress
          CreateNetworkInterface CreateSecurityGroup DeleteNetworkInterface Describe*`,
          logs: 'CreateLogGroup CreateLogStream PutLogEvents',
          cloudwatch: 'PutMetricData',
          sns: 'Publish',
        }),
      ),
    ],
  },
  {
    name: 'AWSSecurityHubServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets Security Hub check resources.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: 'DescribeTrails GetTrailStatus',
          config: 'Describe* Get* PutConfigRule',
          iam: 'GenerateCredentialReport GetCredentialReport',
          organizations: 'ListAccounts DescribeAccount',
          s3: 'GetBucketPublicAccessBlock',
        }),
      ),
    ],
  },
  {
    name: 'AWSSSOServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets Identity Center keep its roles and providers.',
    statements: [
      allow(
        actionsOf({
          iam: `
          AttachRolePolicy CreateRole CreateSAMLProvider DeleteRole DeleteRolePolicy
          DeleteSAMLProvider DetachRolePolicy GetRole GetSAMLProvider
          ListAttachedRolePolicies ListRolePolicies ListRoles ListSAMLProviders
          PutRolePolicy UpdateAssumeRolePolicy UpdateRole UpdateSAMLProvider`,
          organizations: 'DescribeAccount DescribeOrganization ListAccounts',
        }),
      ),
    ],
  },
  {
    name: 'AWSSupportServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets AWS Support look at resources.',
    statements: [
      allow(
        actionsOf({
          acm: 'Describe* List*',
          cloudtrail: 'Describe*',
          ec2: 'Describe*',
          iam: 'List*',
          lambda: 'List*',
          rds: 'Describe*',
          s3: 'ListAllMyBuckets',
          sns: 'List*',
          sqs: 'List*',
        }),
      ),
    ],
  },
  {
    name: 'AWSTrustedAdvisorServiceRolePolicy',
    path: '/aws-service-role/',
    says: 'Lets Trusted Advisor check an account.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: 'DescribeTrails GetTrailStatus',
          ec2: 'Describe*',
          iam: `
          GenerateCredentialReport GetAccountPasswordPolicy GetAccountSummary
          GetCredentialReport`,
          rds: 'Describe*',
          route53: 'List*',
          s3: `
          GetBucketAcl GetBucketPolicy GetBucketPolicyStatus ListAllMyBuckets`,
        }),
      ),
    ],
  },
];
