import type { ConsoleService } from '@/lib/credentials/console-input';

/** Regions that are open to every account of the partition without opting in. */
const REGIONS: Record<string, readonly string[]> = {
  aws: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'sa-east-1',
  ],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/** Regions to choose from for this role, its own first. */
export function regionsFor(roleArn: string, ownRegion: string): string[] {
  const known = REGIONS[roleArn.split(':')[1] ?? 'aws'] ?? [];
  return [ownRegion, ...known.filter((region) => region !== ownRegion)];
}

const SERVICE_NAMES: Record<ConsoleService, string> = {
  home: 'Console home',
  s3: 'S3',
  iam: 'IAM',
  ec2: 'EC2',
  lambda: 'Lambda',
  cloudtrail: 'CloudTrail',
  kms: 'KMS',
};

export const SERVICE_OPTIONS = Object.entries(SERVICE_NAMES).map(([id, label]) => ({
  id,
  label,
}));
