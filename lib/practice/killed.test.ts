import { describe, expect, it } from 'vitest';
import { iamOperations } from './iam/operations';
import { IAM_READS, IAM_WRITES } from './iam/test-iam-writes';
import { kmsOperations } from './kms/operations';
import { KMS_READS, KMS_WRITES } from './kms/test-kms-writes';
import { organizationsOperations } from './organizations/operations';
import { ORG_READS, ORG_WRITES } from './organizations/test-organizations-writes';
import { s3Operations } from './s3/operations';
import { S3_READS, S3_WRITES } from './s3/test-s3-writes';
import { lostWrites, type Step } from './test-killed';
import type { ServiceName } from './wire/models';

/** Operations that leave everything as it was. */
const READS =
  /^(?:Decrypt|Describe|Encrypt|Generate(?:DataKey|Random)|Get|Head|List|ReEncrypt|Simulate)/;

/** ACLs are off, so putting the one there is changes nothing; a clock is seen by its codes only. */
const UNSEEN = new Set(['PutBucketAcl', 'PutObjectAcl', 'ResyncMFADevice']);

const writesOf = (operations: object): string[] =>
  Object.keys(operations).filter((name) => !READS.test(name) && !UNSEEN.has(name));

const TABLES: readonly [ServiceName, object, readonly Step[], readonly Step[]][] = [
  ['iam', iamOperations, IAM_READS, IAM_WRITES],
  ['s3', s3Operations, S3_READS, S3_WRITES],
  ['kms', kmsOperations, KMS_READS, KMS_WRITES],
  ['organizations', organizationsOperations, ORG_READS, ORG_WRITES],
];

describe('a process that is killed as soon as a write was answered', () => {
  it.each(TABLES)(
    'has kept every kind of write to %s',
    {
      timeout: 60_000,
    },
    async (service, operations, reads, writes) => {
      const tried = new Set(writes.map(([operation]) => operation));
      expect([...tried].sort()).toEqual(writesOf(operations).sort());
      expect(await lostWrites(service, reads, writes)).toEqual([]);
    },
  );
});
