/** The beginnings of the names of actions that only look. */
export const READ_VERBS = ['Get*', 'List*', 'Describe*', 'BatchGet*', 'Lookup*', 'View*'];
export const READABLE_SERVICES = [
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

/** `s3:Get*`, `s3:List*` … of every service given. */
export const reading = (services: string[], verbs: string[]): string[] =>
  services.flatMap((service) => verbs.map((verb) => `${service}:${verb}`));
