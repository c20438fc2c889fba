import { actionsOf } from './actions-of';
import type { AwsPolicySeed } from './aws-policy-seed';
import { allow } from './document';

/** AWS's policies for one service each, abridged where AWS adds what other services need of it. */
export const SERVICE_ACCESS_POLICIES: AwsPolicySeed[] = [
  {
    name: 'AmazonEC2ReadOnlyAccess',
    says: 'Provides read only access to EC2.',
    statements: [
      allow(
        actionsOf({
          ec2: 'Describe* GetSecurityGroupsForVpc',
          elasticloadbalancing: 'Describe*',
          cloudwatch: 'ListMetrics GetMetricStatistics Describe*',
          autoscaling: 'Describe*',
        }),
      ),
    ],
  },
  {
    name: 'AmazonEC2FullAccess',
    says: 'Provides full access to EC2.',
    statements: [
      allow(['ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*']),
    ],
  },
  {
    name: 'AmazonDynamoDBFullAccess',
    says: 'Provides full access to DynamoDB.',
    statements: [
      allow(
        actionsOf({
          dynamodb: '*',
          dax: '*',
          'application-autoscaling': 'Describe*',
          cloudwatch: 'GetMetricStatistics',
          kms: 'DescribeKey ListAliases',
        }),
      ),
    ],
  },
  {
    name: 'AmazonRDSReadOnlyAccess',
    says: 'Provides read only access to RDS.',
    statements: [
      allow(
        actionsOf({
          rds: 'Describe* ListTagsForResource',
          ec2: 'DescribeSecurityGroups DescribeVpcs',
          cloudwatch: 'GetMetricStatistics',
          logs: 'DescribeLogStreams GetLogEvents',
        }),
      ),
    ],
  },
  {
    name: 'AmazonRDSFullAccess',
    says: 'Provides full access to RDS.',
    statements: [
      allow(
        actionsOf({
          rds: '*',
          ec2: 'Describe*',
          sns: 'ListSubscriptions ListTopics Publish',
          logs: 'DescribeLogStreams GetLogEvents',
        }),
      ),
    ],
  },
  {
    name: 'AWSLambda_ReadOnlyAccess',
    says: 'Grants read-only access to Lambda.',
    statements: [
      allow(
        actionsOf({
          lambda: 'Get* List*',
          cloudwatch: 'GetMetricData ListMetrics',
          iam: `
          GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies
          ListRolePolicies ListRoles`,
          logs: 'DescribeLogGroups',
        }),
      ),
    ],
  },
  {
    name: 'AWSLambda_FullAccess',
    says: 'Grants full access to Lambda.',
    statements: [
      allow(
        actionsOf({
          lambda: '*',
          iam: 'GetPolicy GetRole ListRoles',
          logs: 'DescribeLogGroups',
          states: 'DescribeStateMachine ListStateMachines',
          tag: 'GetResources',
        }),
      ),
      allow('iam:PassRole', '*', {
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      }),
    ],
  },
  {
    name: 'AmazonSQSReadOnlyAccess',
    says: 'Provides read only access to SQS.',
    statements: [
      allow(
        actionsOf({
          sqs: `
          GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueues
          ListMessageMoveTasks ListQueueTags`,
        }),
      ),
    ],
  },
  {
    name: 'AmazonSQSFullAccess',
    says: 'Provides full access to SQS.',
    statements: [allow('sqs:*')],
  },
  {
    name: 'AmazonSNSReadOnlyAccess',
    says: 'Provides read only access to SNS.',
    statements: [
      allow(
        actionsOf({
          sns: `
          GetTopicAttributes List* CheckIfPhoneNumberIsOptedOut GetEndpointAttributes
          GetDataProtectionPolicy`,
        }),
      ),
    ],
  },
  {
    name: 'AmazonSNSFullAccess',
    says: 'Provides full access to SNS.',
    statements: [allow('sns:*')],
  },
];
