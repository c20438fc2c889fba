import { describe, expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { account, CI, DATA, TOOLING } from '../fakes/inventory';
import { previewOf } from '../fakes/preview-of';
import { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { rightOf } from './field';
import { resolveToldBucket } from './told-bucket';
import { resolveAnyAccount } from './vendor';

const STRANGER = '999900001111';
const CHINA = `arn:aws-cn:iam::${STRANGER}:root`;

/** Accounts of these partitions, and no reading. */
const worldOf = (...partitions: string[]): KnownWorld => ({
  workspaceId: account(DATA, 'Data').workspaceId,
  accounts: [DATA, TOOLING].flatMap((id, at) => {
    const partition = partitions[at];
    return partition ? [{ ...account(id, id), partition }] : [];
  }),
  readings: new Map(),
  org: null,
  facts: { accounts: new Map() } as never, // nothing here asks for it
});

it.each(['share-bucket', 'bucket-policy'] as const)(
  'asks for the word of a bucket’s owner once it has looked for the bucket, in %s',
  async (recipe) => {
    const unknownIn = async (bucket: string) =>
      (await previewOf({ recipe, who: CI, bucket }, fakeConsole())).unknownBucket;
    expect(await unknownIn('s3://their-logs')).toBe('s3://their-logs');
    expect(await unknownIn('app-logs')).toBeUndefined();
    expect(await unknownIn('Their_Logs')).toBeUndefined();
  },
);

it.each([
  [{ bucketRegion: 'cn-north-1' }, 'aws-cn'],
  [{ bucketRegion: 'us-gov-west-1' }, 'aws-us-gov'],
  [{ bucketRegion: 'eu-west-1' }, 'aws'],
  [{ bucket: 'arn:aws-cn:s3:::their-logs' }, 'aws-cn'],
  [{ bucketOwner: CHINA, bucketRegion: 'eu-west-1' }, 'aws-cn'],
  [{}, 'aws-eusc'],
])('takes the partition of its owner from what is said: %o', (said, partition) => {
  const told = { isBucketTold: true, bucketOwner: STRANGER, ...said };
  const fields = DraftFields.parse({ recipe: 'bucket-policy', ...told });
  const owner = resolveToldBucket(fields, worldOf('aws-eusc'))?.bucketOwner;
  expect(owner && rightOf(owner)).toMatchObject({ id: STRANGER, partition });
});

describe('an account that is not here', () => {
  const partitionIn = (typed: string, ...partitions: string[]) =>
    rightOf(resolveAnyAccount(typed, worldOf(...partitions)))?.partition;

  it('is in the partition of all that are here, or in that of its ARN', () => {
    expect(partitionIn(STRANGER)).toBe('aws');
    expect(partitionIn(STRANGER, 'aws-cn', 'aws-cn')).toBe('aws-cn');
    expect(partitionIn(CHINA, 'aws', 'aws')).toBe('aws-cn');
  });

  it('is asked for by its ARN where the accounts here are in several', () => {
    expect(resolveAnyAccount(STRANGER, worldOf('aws', 'aws-cn'))).toMatchObject({
      state: 'wrong',
      message: expect.stringContaining(CHINA),
    });
    expect(partitionIn(CHINA, 'aws', 'aws-cn')).toBe('aws-cn');
  });

  it('is not one of ours by an ARN of another partition', () => {
    const typed = `arn:aws-cn:iam::${DATA}:root`;
    expect(resolveAnyAccount(typed, worldOf('aws'))).toMatchObject({
      message: expect.stringContaining('is of partition aws-cn'),
    });
  });
});
