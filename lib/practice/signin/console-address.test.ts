import { expect, it } from 'vitest';
import { consoleAddress } from './console-address';

it.each([
  ['https://console.aws.amazon.com/s3/home?region=eu-west-1', 'aws', 'S3', 'eu-west-1'],
  [
    'https://eu-central-1.console.aws.amazon.com/lambda/home',
    'aws',
    'Lambda',
    'eu-central-1',
  ],
  ['https://console.aws.amazon.com/', 'aws', 'Console home', null],
  ['https://console.aws.amazon.com/go/prod/read?to=kms', 'aws', 'KMS', null],
  ['https://console.aws.amazon.com/bedrock/home?region=x', 'aws', 'bedrock', null],
  [
    'https://console.amazonaws-us-gov.com/iam/home?region=us-gov-west-1',
    'aws-us-gov',
    'IAM',
    'us-gov-west-1',
  ],
  ['https://cn-north-1.console.amazonaws.cn/ec2/home', 'aws-cn', 'EC2', 'cn-north-1'],
  ['http://localhost:3000/go/prod/read?to=s3', null, 'S3', null],
  ['http://[::1]:8080/s3/home', null, 'S3', null],
  ['', null, 'Console home', null],
])('reads %s', (destination, partition, service, region) => {
  expect(consoleAddress(destination)).toEqual({ partition, service, region });
});

it.each([
  'https://example.com/s3/home',
  'http://console.aws.amazon.com/s3/home',
  'https://console.aws.amazon.com:8443/s3/home',
  'https://console.aws.amazon.com.example.com/s3',
  'https://me@console.aws.amazon.com/s3',
  'https://console.aws.amazon.com\\@example.com/',
  'https://evil.console.aws.amazon.com/s3',
  '//console.aws.amazon.com/s3',
  '/s3/home',
  'javascript:alert(1)',
  'http://localhost.example.com/',
  'http://127.0.0.1@example.com/',
  'https://console.aws.amazon.com/\ns3',
  `https://console.aws.amazon.com/${'a'.repeat(2048)}`,
])('does not lead to %j', (destination) => {
  expect(consoleAddress(destination)).toBeNull();
});
