/**
 * Services that a session can be kept to, by the prefix of their actions.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const LIMIT_SERVICES = {
  s3: 'S3',
  kms: 'KMS',
  iam: 'IAM',
  ec2: 'EC2',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  cloudwatch: 'CloudWatch',
  cloudtrail: 'CloudTrail',
  cloudformation: 'CloudFormation',
  dynamodb: 'DynamoDB',
  rds: 'RDS',
  sqs: 'SQS',
  sns: 'SNS',
  ecs: 'ECS',
  eks: 'EKS',
  ecr: 'ECR',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
} as const;

export type LimitService = keyof typeof LIMIT_SERVICES;

export const LIMIT_SERVICE_IDS = Object.keys(LIMIT_SERVICES) as [
  LimitService,
  ...LimitService[],
];
