import { seededId } from '../world/ids';
import type { StoredPolicy } from '../world/types';
import { allow, awsPolicy, documentOf, type SeedStatement } from './document';

const READ_VERBS = ['Get*', 'List*', 'Describe*', 'BatchGet*', 'Lookup*', 'View*'];
const READABLE_SERVICES = [
  'acm',
  'access-analyzer',
  'cloudformation',
  'cloudtrail',
  'cloudwatch',
  'config',
  'dynamodb',
  'ec2',
  'ecr',
  'ecs',
  'eks',
  'iam',
  'kms',
  'lambda',
  'logs',
  'organizations',
  'rds',
  'route53',
  's3',
  'sns',
  'sqs',
  'ssm',
  'tag',
];

const reading = (services: string[], verbs: string[]): string[] =>
  services.flatMap((service) => verbs.map((verb) => `${service}:${verb}`));

type Made = { name: string; path?: string; says: string; statements: SeedStatement[] };

/** The AWS managed policies that practice accounts know, abridged to what they can show. */
const POLICIES: Made[] = [
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

const PUBLISHED = '2015-02-06T18:40:00.000Z';

function publishedPolicy({ name, path = '/', says, statements }: Made): StoredPolicy {
  const arn = awsPolicy(`${path.slice(1)}${name}`);
  return {
    name,
    path,
    id: seededId('ANPA', arn),
    arn,
    description: says,
    createdAt: PUBLISHED,
    updatedAt: PUBLISHED,
    tags: [],
    defaultVersionId: 'v1',
    lastVersion: 1,
    versions: [{ id: 'v1', document: documentOf(...statements), createdAt: PUBLISHED }],
  };
}

/** AWS's own policies by ARN: the same in every account, written by nobody. */
export const MANAGED_POLICIES: ReadonlyMap<string, StoredPolicy> = new Map(
  POLICIES.map(publishedPolicy).map((policy) => [policy.arn, policy]),
);
