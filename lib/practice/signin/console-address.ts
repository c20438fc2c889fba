import { lookUp } from '@/lib/core/look-up';
import { PARTITIONS } from '@/lib/core/partition';

/** A page of AWS's console, as a `Destination` names it. */
export type ConsoleAddress = {
  /** Null for a page on this machine, which is of no partition. */
  partition: string | null;
  service: string;
  region: string | null;
};

const LONGEST = 2048;
const REGION = /^[a-z]{2,5}(?:-[a-z]+)+-\d$/;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const SERVICES: Record<string, string> = {
  console: 'Console home',
  cloudformation: 'CloudFormation',
  cloudtrail: 'CloudTrail',
  cloudtrailv2: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  dynamodbv2: 'DynamoDB',
  ec2: 'EC2',
  ecr: 'ECR',
  ecs: 'ECS',
  eks: 'EKS',
  iam: 'IAM',
  iamv2: 'IAM',
  kms: 'KMS',
  lambda: 'Lambda',
  organizations: 'Organizations',
  rds: 'RDS',
  s3: 'S3',
  secretsmanager: 'Secrets Manager',
  sns: 'SNS',
  sqs: 'SQS',
  vpc: 'VPC',
};

export const isLoopback = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && LOOPBACK.has(url.hostname);

/** Reads an address, refusing what a browser would read otherwise than it looks. */
export function plainUrl(text: string): URL | null {
  const isPlain = text.length <= LONGEST && /^[\x21-\x7e]+$/.test(text);
  if (!isPlain || text.includes('\\') || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' ? url : null;
}

/** The partition whose console this host is, and the region a regional host names. */
function hostOf({ protocol, host }: URL): { partition: string; region: string } | null {
  if (protocol !== 'https:') return null;
  for (const [partition, { consoleHost }] of Object.entries(PARTITIONS)) {
    if (consoleHost === null) continue;
    if (host === consoleHost) return { partition, region: '' };
    const region = host.slice(0, -consoleHost.length - 1);
    if (host === `${region}.${consoleHost}` && REGION.test(region))
      return { partition, region };
  }
  return null;
}

function serviceOf({ pathname, searchParams }: URL): string {
  const [first = ''] = pathname.split('/').filter((part) => part !== '');
  const slug = (first === 'go' && searchParams.get('to')) || first || 'console';
  return lookUp(SERVICES, slug) ?? slug;
}

/**
 * What a `Destination` leads to: a page of a partition's console, or of this machine. Null
 * for any other place, so that the sign-in sends nobody there.
 */
export function consoleAddress(destination: string): ConsoleAddress | null {
  if (destination === '')
    return { partition: null, service: 'Console home', region: null };
  const url = plainUrl(destination);
  const host = url && hostOf(url);
  if (!url || !(host || isLoopback(url))) return null;
  const region = url.searchParams.get('region') ?? host?.region ?? '';
  return {
    partition: host?.partition ?? null,
    service: serviceOf(url),
    region: REGION.test(region) ? region : null,
  };
}
