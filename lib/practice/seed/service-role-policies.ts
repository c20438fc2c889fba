import { actionsOf } from './actions-of';
import type { AwsPolicySeed } from './aws-policy-seed';
import { allow } from './document';

/** AWS's policies for roles of services, abridged to the actions that tell what they are for. */
export const SERVICE_ROLE_POLICIES: AwsPolicySeed[] = [
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: '/service-role/',
    says: 'Lets a function write its logs.',
    statements: [
      allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
    ],
  },
  {
    name: 'AWSLambdaVPCAccessExecutionRole',
    path: '/service-role/',
    says: 'Lets a function reach a VPC and write its logs.',
    statements: [
      allow(
        actionsOf({
          logs: 'CreateLogGroup CreateLogStream PutLogEvents',
          ec2: `
          CreateNetworkInterface DescribeNetworkInterfaces DescribeSubnets
          DeleteNetworkInterface AssignPrivateIpAddresses UnassignPrivateIpAddresses`,
        }),
      ),
    ],
  },
  {
    name: 'AWSLambdaSQSQueueExecutionRole',
    path: '/service-role/',
    says: 'Lets a function take messages off a queue.',
    statements: [
      allow(
        actionsOf({
          sqs: 'ReceiveMessage DeleteMessage GetQueueAttributes',
          logs: 'CreateLogGroup CreateLogStream PutLogEvents',
        }),
      ),
    ],
  },
  {
    name: 'AmazonECSTaskExecutionRolePolicy',
    path: '/service-role/',
    says: 'Lets tasks pull images and write logs.',
    statements: [
      allow(
        actionsOf({
          ecr: `
          GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer
          BatchGetImage`,
          logs: 'CreateLogStream PutLogEvents',
        }),
      ),
    ],
  },
  {
    name: 'AWS_ConfigRole',
    path: '/service-role/',
    says: 'Lets Config read the resources it records.',
    statements: [
      allow(
        actionsOf({
          cloudtrail: 'Describe* Get*',
          ec2: 'Describe*',
          iam: 'Get* List*',
          kms: 'Describe* List*',
          lambda: 'Get* List*',
          rds: 'Describe*',
          s3: 'GetBucket* ListAllMyBuckets',
          sns: 'List*',
          sqs: 'Get* List*',
        }),
      ),
    ],
  },
  {
    name: 'AWSGlueServiceRole',
    path: '/service-role/',
    says: 'Lets Glue reach what its jobs read and write.',
    statements: [
      allow(
        actionsOf({
          glue: '*',
          s3: 'GetBucketLocation ListBucket ListAllMyBuckets GetBucketAcl',
          ec2: 'Describe*',
          iam: 'ListRolePolicies GetRole GetRolePolicy',
          cloudwatch: 'PutMetricData',
        }),
      ),
    ],
  },
];
