import { allow, documentOf } from '../seed/document';
import { made, type Step } from '../test-killed';

const Bucket = 'killed-bucket';
const LARGE = Buffer.alloc(10_000, 'x');
const at = { Bucket, Key: 'key' };
const upload = (all: Map<string, unknown>) => ({
  ...at,
  UploadId: made(all, 'CreateMultipartUpload', 'UploadId'),
});
const POLICY = documentOf(
  allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, {
    Principal: { AWS: '111122223333' },
  }),
);

export const S3_READS: readonly Step[] = [
  ['ListBuckets', {}],
  ['ListObjectsV2', { Bucket }],
  ['GetObject', at],
  ['GetObject', { Bucket, Key: 'copy' }],
  ['GetObjectTagging', at],
  ['GetBucketPolicy', { Bucket }],
  ['GetBucketEncryption', { Bucket }],
  ['GetPublicAccessBlock', { Bucket }],
  ['GetBucketOwnershipControls', { Bucket }],
  ['ListMultipartUploads', { Bucket }],
  ['ListParts', upload],
];

export const S3_WRITES: readonly Step[] = [
  ['CreateBucket', { Bucket }],
  ['PutObject', { ...at, Body: LARGE }],
  ['PutObjectTagging', { ...at, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }],
  ['DeleteObjectTagging', at],
  ['CopyObject', { Bucket, Key: 'copy', CopySource: `${Bucket}/key` }],
  ['DeleteObject', { Bucket, Key: 'copy' }],
  ['CreateMultipartUpload', at],
  ['UploadPart', (all) => ({ ...upload(all), PartNumber: 1, Body: LARGE })],
  [
    'UploadPartCopy',
    (all) => ({ ...upload(all), PartNumber: 2, CopySource: `${Bucket}/key` }),
  ],
  [
    'CompleteMultipartUpload',
    (all) => ({
      ...upload(all),
      MultipartUpload: {
        Parts: [{ PartNumber: 1, ETag: made(all, 'UploadPart', 'ETag') }],
      },
    }),
  ],
  ['CreateMultipartUpload', at],
  ['AbortMultipartUpload', upload],
  ['DeleteObjects', { Bucket, Delete: { Objects: [{ Key: 'key' }] } }],
  ['PutBucketPolicy', { Bucket, Policy: POLICY }],
  ['DeleteBucketPolicy', { Bucket }],
  [
    'PutBucketEncryption',
    {
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    },
  ],
  ['DeleteBucketEncryption', { Bucket }],
  ['PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration: {} }],
  ['DeletePublicAccessBlock', { Bucket }],
  [
    'PutBucketOwnershipControls',
    { Bucket, OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
  ],
  ['DeleteBucketOwnershipControls', { Bucket }],
  ['DeleteBucket', { Bucket }],
];
