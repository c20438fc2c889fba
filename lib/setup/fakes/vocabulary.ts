import type { ServiceList, ServiceWords, Vocabulary } from '@/lib/ports';

export const S3: ServiceWords = {
  id: 's3',
  name: 'Amazon S3',
  actions: [
    { name: 'GetObject', level: 'Read', says: 'Retrieve objects', resources: ['object'] },
    { name: 'GetObjectAcl', level: 'Read', says: 'Read an ACL', resources: ['object'] },
    { name: 'ListBucket', level: 'List', says: 'List objects', resources: ['bucket'] },
    { name: 'ListAllMyBuckets', level: 'List', says: 'List buckets', resources: [] },
  ],
  keys: [
    { key: 's3:prefix', type: 'String', says: 'Filters access by key name prefix' },
    { key: `aws:ResourceTag/\${TagKey}`, type: 'String', says: 'Filters by tags' },
  ],
  resources: [
    { name: 'bucket', arn: `arn:\${Partition}:s3:::\${BucketName}` },
    { name: 'object', arn: `arn:\${Partition}:s3:::\${BucketName}/\${ObjectName}` },
  ],
};
export const LIST: ServiceList = {
  services: [
    { id: 's3', name: 'Amazon S3' },
    { id: 'sts', name: 'AWS Security Token Service' },
    { id: 'ses', name: 'Amazon SES' },
  ],
  globalKeys: [
    { key: 'aws:PrincipalOrgID', type: 'String', says: '' },
    { key: 'aws:ResourceTag/tag-key', type: 'String', says: '' },
  ],
};
const STS: ServiceWords = {
  id: 'sts',
  name: 'AWS Security Token Service',
  actions: [
    { name: 'AssumeRole', level: 'Write', says: 'Take a role', resources: ['role'] },
  ],
  keys: [{ key: 'sts:ExternalId', type: 'String', says: '' }],
  resources: [{ name: 'role', arn: `arn:\${Partition}:iam::\${Account}:role/\${Name}` }],
};

/** Two services, and the name of a third. */
export const fakeVocabulary: Vocabulary = {
  list: async () => LIST,
  serviceOf: async (id) => [S3, STS].find((service) => service.id === id) ?? null,
};
