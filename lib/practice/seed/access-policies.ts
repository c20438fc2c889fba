import type { AwsPolicySeed } from './aws-policy-seed';
import { allow } from './document';
import { READ_VERBS, READABLE_SERVICES, reading } from './reading-actions';

/**
 * AWS's policies that people attach to give access to a service, true in what they let do.
 * The long ones are abridged to the services and action families that practice accounts can show.
 */
export const ACCESS_POLICIES: AwsPolicySeed[] = [
  {
    name: 'AdministratorAccess',
    says: 'Provides full access to AWS services and resources.',
    statements: [allow('*')],
  },
  {
    name: 'PowerUserAccess',
    says: 'Full access to AWS services and resources, but not to the management of users and groups.',
    statements: [
      {
        Effect: 'Allow',
        NotAction: ['iam:*', 'organizations:*', 'account:*'],
        Resource: '*',
      },
      allow([
        'iam:CreateServiceLinkedRole',
        'iam:DeleteServiceLinkedRole',
        'iam:ListRoles',
        'organizations:DescribeOrganization',
        'account:ListRegions',
      ]),
    ],
  },
  {
    name: 'ReadOnlyAccess',
    says: 'Provides read-only access to AWS services and resources.',
    statements: [allow(reading(READABLE_SERVICES, READ_VERBS))],
  },
  {
    name: 'SecurityAudit',
    says: 'Grants access to read security configuration metadata.',
    statements: [
      allow([
        ...reading(
          ['access-analyzer', 'cloudtrail', 'config', 'iam', 'kms', 'organizations'],
          ['Get*', 'List*', 'Describe*'],
        ),
        's3:GetBucket*',
        's3:GetEncryptionConfiguration',
        's3:ListAllMyBuckets',
        'ec2:Describe*',
        'rds:Describe*',
        'logs:Describe*',
      ]),
    ],
  },
  {
    name: 'IAMReadOnlyAccess',
    says: 'Provides read only access to IAM.',
    statements: [
      allow([
        'iam:GenerateCredentialReport',
        'iam:GenerateServiceLastAccessedDetails',
        'iam:Get*',
        'iam:List*',
        'iam:SimulateCustomPolicy',
        'iam:SimulatePrincipalPolicy',
      ]),
    ],
  },
  {
    name: 'IAMFullAccess',
    says: 'Provides full access to IAM.',
    statements: [allow(['iam:*', 'organizations:Describe*', 'organizations:List*'])],
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    says: 'Provides read only access to all buckets.',
    statements: [allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*'])],
  },
  {
    name: 'AmazonS3FullAccess',
    says: 'Provides full access to all buckets.',
    statements: [allow(['s3:*', 's3-object-lambda:*'])],
  },
  {
    name: 'CloudWatchReadOnlyAccess',
    says: 'Provides read only access to CloudWatch.',
    statements: [
      allow([
        ...reading(['cloudwatch', 'logs'], ['Get*', 'List*', 'Describe*']),
        'logs:FilterLogEvents',
      ]),
    ],
  },
  {
    name: 'CloudWatchLogsFullAccess',
    says: 'Provides full access to CloudWatch Logs.',
    statements: [allow('logs:*')],
  },
  {
    name: 'AWSCloudTrail_ReadOnlyAccess',
    says: 'Provides read only access to CloudTrail.',
    statements: [
      allow([
        'cloudtrail:Get*',
        'cloudtrail:Describe*',
        'cloudtrail:List*',
        'cloudtrail:LookupEvents',
      ]),
    ],
  },
  {
    name: 'AWSBillingReadOnlyAccess',
    says: 'Allows users to view bills on the billing console.',
    statements: [
      allow([
        'aws-portal:View*',
        'billing:Get*',
        'billing:List*',
        'ce:Describe*',
        'ce:Get*',
        'ce:List*',
        'budgets:View*',
        'cur:Describe*',
      ]),
    ],
  },
  {
    name: 'AmazonDynamoDBReadOnlyAccess',
    says: 'Provides read only access to DynamoDB.',
    statements: [
      allow([
        'dynamodb:BatchGetItem',
        'dynamodb:Describe*',
        'dynamodb:Get*',
        'dynamodb:List*',
        'dynamodb:Query',
        'dynamodb:Scan',
      ]),
    ],
  },
];
