/** Policies that AWS writes and people know by name: path and name, and what each is for. */
type KnownPolicy = { path: string; says: string };

/**
 * AWS's own policies that people give to roles of people, most of them by the job they are for.
 * AWS has many hundreds; any other is taken by its ARN. What one allows is read from an account
 * that has it attached, never from here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 */
export const KNOWN_AWS_POLICIES: readonly KnownPolicy[] = [
  { path: 'AdministratorAccess', says: 'everything, in the whole account' },
  { path: 'PowerUserAccess', says: 'everything but users, groups and most of IAM' },
  { path: 'ReadOnlyAccess', says: 'reads everything, data included' },
  { path: 'SecurityAudit', says: 'reads settings, for security reviews' },
  { path: 'job-function/ViewOnlyAccess', says: 'lists everything, without data' },
  { path: 'job-function/Billing', says: 'bills, budgets and payment' },
  { path: 'job-function/DatabaseAdministrator', says: 'sets up and runs databases' },
  { path: 'job-function/DataScientist', says: 'data analysis services' },
  { path: 'job-function/NetworkAdministrator', says: 'sets up and runs networks' },
  { path: 'job-function/SupportUser', says: 'works on problems with AWS support' },
  { path: 'job-function/SystemAdministrator', says: 'sets up and runs services' },
  { path: 'AWSBillingReadOnlyAccess', says: 'reads bills' },
  { path: 'AWSSupportAccess', says: 'support cases' },
  { path: 'IAMFullAccess', says: 'all of IAM, so everything in the end' },
  { path: 'IAMReadOnlyAccess', says: 'reads IAM' },
  { path: 'IAMAccessAnalyzerReadOnlyAccess', says: 'reads findings of Access Analyzer' },
  { path: 'AmazonS3FullAccess', says: 'all of S3' },
  { path: 'AmazonS3ReadOnlyAccess', says: 'reads all buckets' },
  { path: 'AmazonEC2FullAccess', says: 'all of EC2' },
  { path: 'AmazonEC2ReadOnlyAccess', says: 'reads EC2' },
  { path: 'AmazonVPCFullAccess', says: 'all of VPC' },
  { path: 'AmazonVPCReadOnlyAccess', says: 'reads VPC' },
  { path: 'AmazonRDSFullAccess', says: 'all of RDS' },
  { path: 'AmazonRDSReadOnlyAccess', says: 'reads RDS' },
  { path: 'AmazonDynamoDBFullAccess', says: 'all of DynamoDB' },
  { path: 'AmazonDynamoDBReadOnlyAccess', says: 'reads DynamoDB' },
  { path: 'AmazonSQSFullAccess', says: 'all of SQS' },
  { path: 'AmazonSQSReadOnlyAccess', says: 'reads SQS' },
  { path: 'AmazonSNSFullAccess', says: 'all of SNS' },
  { path: 'AmazonSNSReadOnlyAccess', says: 'reads SNS' },
  { path: 'AmazonECS_FullAccess', says: 'all of ECS' },
  { path: 'AmazonEC2ContainerRegistryReadOnly', says: 'pulls container images' },
  {
    path: 'AmazonEC2ContainerRegistryPowerUser',
    says: 'pulls and pushes container images',
  },
  { path: 'AWSLambda_FullAccess', says: 'all of Lambda' },
  { path: 'AWSLambda_ReadOnlyAccess', says: 'reads Lambda' },
  { path: 'AmazonSSMFullAccess', says: 'all of Systems Manager' },
  { path: 'AmazonSSMReadOnlyAccess', says: 'reads Systems Manager' },
  { path: 'SecretsManagerReadWrite', says: 'reads and writes secrets' },
  { path: 'AWSKeyManagementServicePowerUser', says: 'makes and lists keys' },
  { path: 'CloudWatchFullAccess', says: 'all of CloudWatch' },
  { path: 'CloudWatchReadOnlyAccess', says: 'reads CloudWatch' },
  { path: 'CloudWatchLogsFullAccess', says: 'all of CloudWatch Logs' },
  { path: 'CloudWatchLogsReadOnlyAccess', says: 'reads CloudWatch Logs' },
  { path: 'AWSCloudTrail_FullAccess', says: 'all of CloudTrail' },
  { path: 'AWSCloudTrail_ReadOnlyAccess', says: 'reads CloudTrail' },
  { path: 'AWSCloudFormationFullAccess', says: 'all of CloudFormation' },
  { path: 'AWSCloudFormationReadOnlyAccess', says: 'reads CloudFormation' },
  { path: 'AmazonAthenaFullAccess', says: 'all of Athena' },
  { path: 'AmazonRoute53FullAccess', says: 'all of Route 53' },
  { path: 'AmazonRoute53ReadOnlyAccess', says: 'reads Route 53' },
  { path: 'AWSOrganizationsFullAccess', says: 'all of Organizations' },
  { path: 'AWSOrganizationsReadOnlyAccess', says: 'reads Organizations' },
];
