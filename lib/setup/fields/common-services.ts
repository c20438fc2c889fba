type CommonService = { id: string; name: string };

/** Services that take roles most often, by the name that a trust policy has. */
export const COMMON_SERVICES: CommonService[] = [
  { id: 'lambda.amazonaws.com', name: 'Lambda functions' },
  { id: 'ec2.amazonaws.com', name: 'EC2 instances' },
  { id: 'ecs-tasks.amazonaws.com', name: 'ECS tasks' },
  { id: 'pods.eks.amazonaws.com', name: 'EKS Pod Identity' },
  { id: 'states.amazonaws.com', name: 'Step Functions' },
  { id: 'events.amazonaws.com', name: 'EventBridge rules' },
  { id: 'scheduler.amazonaws.com', name: 'EventBridge Scheduler' },
  { id: 'pipes.amazonaws.com', name: 'EventBridge Pipes' },
  { id: 'codebuild.amazonaws.com', name: 'CodeBuild' },
  { id: 'codepipeline.amazonaws.com', name: 'CodePipeline' },
  { id: 'cloudformation.amazonaws.com', name: 'CloudFormation' },
  { id: 'apigateway.amazonaws.com', name: 'API Gateway' },
  { id: 'firehose.amazonaws.com', name: 'Data Firehose' },
  { id: 'glue.amazonaws.com', name: 'Glue jobs' },
  { id: 'datasync.amazonaws.com', name: 'DataSync' },
  { id: 'transfer.amazonaws.com', name: 'Transfer Family' },
  { id: 'backup.amazonaws.com', name: 'AWS Backup' },
  { id: 's3.amazonaws.com', name: 'S3 replication' },
  { id: 'cloudtrail.amazonaws.com', name: 'CloudTrail' },
  { id: 'config.amazonaws.com', name: 'AWS Config' },
  { id: 'vpc-flow-logs.amazonaws.com', name: 'VPC flow logs' },
  { id: 'sagemaker.amazonaws.com', name: 'SageMaker' },
  { id: 'bedrock.amazonaws.com', name: 'Bedrock' },
  { id: 'ssm.amazonaws.com', name: 'Systems Manager' },
];

export const nameOfService = (service: string): string =>
  COMMON_SERVICES.find(({ id }) => id === service)?.name ?? service;
