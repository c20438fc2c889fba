import { actionsOf } from './actions-of';
import type { AwsPolicySeed } from './aws-policy-seed';
import { allow } from './document';
import { READABLE_SERVICES, reading } from './reading-actions';

/**
 * AWS's policies for jobs, abridged: the real ones name several hundred actions each.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 */
export const JOB_POLICIES: AwsPolicySeed[] = [
  {
    name: 'ViewOnlyAccess',
    path: '/job-function/',
    says: 'Grants permissions to view resources and basic metadata, not content.',
    statements: [
      allow([
        ...reading(READABLE_SERVICES, ['List*', 'Describe*']),
        's3:ListAllMyBuckets',
        's3:GetBucketLocation',
      ]),
    ],
  },
  {
    name: 'Billing',
    path: '/job-function/',
    says: 'Grants permissions for billing and cost management.',
    statements: [
      allow(
        actionsOf({
          account: 'GetAccountInformation',
          'aws-portal': '*',
          billing: '*',
          budgets: '*',
          ce: '*',
          consolidatedbilling: '*',
          cur: '*',
          freetier: '*',
          invoicing: '*',
          payments: '*',
          pricing: '*',
          'purchase-orders': '*',
          tax: '*',
        }),
      ),
    ],
  },
  {
    name: 'DatabaseAdministrator',
    path: '/job-function/',
    says: 'Grants permissions to set up and run databases.',
    statements: [
      allow(
        actionsOf({
          cloudwatch: 'DeleteAlarms Describe* Get* List* PutMetricAlarm',
          dynamodb: '*',
          ec2: 'Describe*',
          elasticache: '*',
          iam: 'ListRoles GetRole',
          kms: 'ListKeys',
          lambda: '*',
          logs: 'DescribeLogGroups GetLogEvents',
          rds: '*',
          redshift: '*',
          s3: 'CreateBucket',
          sns: '*',
        }),
      ),
    ],
  },
  {
    name: 'DataScientist',
    path: '/job-function/',
    says: 'Grants permissions for data analytics.',
    statements: [
      allow(
        actionsOf({
          autoscaling: '*',
          cloudwatch: '*',
          cloudformation: 'Describe*',
          dynamodb: '*',
          ec2: 'CancelSpotInstanceRequests CreateTags Describe* RunInstances',
          elasticmapreduce: '*',
          firehose: '*',
          iam: 'GetInstanceProfile GetRole ListRoles',
          kinesis: '*',
          kms: 'List*',
          lambda: '*',
          machinelearning: '*',
          s3: 'CreateBucket GetBucketLocation List*',
          sns: '*',
          sagemaker: '*',
        }),
      ),
    ],
  },
  {
    name: 'NetworkAdministrator',
    path: '/job-function/',
    says: 'Grants permissions to set up and run network resources.',
    statements: [
      allow(
        actionsOf({
          autoscaling: 'Describe*',
          cloudfront: 'ListDistributions',
          cloudwatch: '*',
          directconnect: '*',
          ec2: `
          *Address* *InternetGateway* *NatGateway* *NetworkAcl* *NetworkInterface*
          *RouteTable* *SecurityGroup* *Subnet* *Vpc* *Vpn* Describe*`,
          elasticloadbalancing: '*',
          logs: 'DescribeLogGroups',
          route53: '*',
          sns: 'ListTopics',
        }),
      ),
    ],
  },
  {
    name: 'SupportUser',
    path: '/job-function/',
    says: 'Grants permissions to find and solve problems in an account.',
    statements: [
      allow(
        actionsOf({
          support: '*',
          acm: 'Describe* Get* List*',
          cloudformation: 'Describe* Get* List*',
          cloudtrail: 'Describe* LookupEvents',
          cloudwatch: 'Describe* Get* List*',
          ec2: 'Describe*',
          iam: 'Get* List*',
          lambda: 'Get* List*',
          rds: 'Describe* List*',
          s3: 'List*',
          sqs: 'GetQueueAttributes ListQueues',
          trustedadvisor: 'Describe*',
        }),
      ),
    ],
  },
  {
    name: 'SystemAdministrator',
    path: '/job-function/',
    says: 'Grants permissions to run resources for application and development work.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: 'Describe* Get* List* LookupEvents',
          cloudwatch: '*',
          codecommit: '*',
          codedeploy: '*',
          codepipeline: '*',
          config: '*',
          ec2: '*',
          elasticloadbalancing: '*',
          iam: 'Get* List*',
          lambda: '*',
          logs: '*',
          rds: '*',
          route53: '*',
          s3: '*',
          sns: '*',
          sqs: '*',
          trustedadvisor: '*',
        }),
      ),
    ],
  },
];
