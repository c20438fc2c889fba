import type { StoredAccount } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import type { Field } from '../fields/field';
import type { WhoOrAccount } from '../fields/who';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import type { Asks } from './missing';
import type { NewWorkloadRole } from './workload-request';

export type CallerFields = {
  who: Field<WhoOrAccount | null>;
  trustedAccount: Field<StoredAccount | null>;
};

/** Who calls S3 as itself: where it is found, and how it is spoken of. */
export type BucketCaller = {
  resolve(fields: DraftFields, world: KnownWorld): CallerFields;
  /** The service whose new role calls; null for a principal that is there. */
  serviceOf(fields: DraftFields): NewWorkloadRole['service'] | null;
  /** `the workload` */
  noun: string;
  /** What the picture asks while nobody was named. */
  question: string;
  /** What to say while nobody was named. */
  asks: Asks;
  /** Advice on a bucket that was found. */
  advise?: (bucket: FoundBucket, who: WhoOrAccount | null) => string | null;
};
