import { lookUp } from '@/lib/core/look-up';

const NAMES: Record<string, string> = {
  s3: 'S3',
  kms: 'KMS',
  sts: 'STS',
  iam: 'IAM',
  ec2: 'EC2',
  lambda: 'Lambda',
  'ecs-tasks': 'ECS tasks',
  ecs: 'ECS',
  ecr: 'ECR',
  eks: 'EKS',
  'pods.eks': 'EKS Pod Identity',
  sqs: 'SQS',
  sns: 'SNS',
  dynamodb: 'DynamoDB',
  rds: 'RDS',
  cloudtrail: 'CloudTrail',
  config: 'Config',
  cloudformation: 'CloudFormation',
  codebuild: 'CodeBuild',
  codepipeline: 'CodePipeline',
  events: 'EventBridge',
  states: 'Step Functions',
  logs: 'CloudWatch Logs',
  cloudwatch: 'CloudWatch',
  organizations: 'Organizations',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
  sso: 'Identity Center',
  backup: 'Backup',
  glue: 'Glue',
  athena: 'Athena',
  cloudfront: 'CloudFront',
};

/** What people call a service: `states` is Step Functions. The prefix itself where unknown. */
export const serviceName = (prefix: string): string =>
  lookUp(NAMES, prefix.toLowerCase()) ?? prefix;
