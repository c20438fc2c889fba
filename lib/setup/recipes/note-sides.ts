import type { FoundBucket } from '../fields/bucket';
import { keyOfBucket } from '../fields/bucket-key';
import type { FieldNotes } from '../fields/field';
import { askSameAccount } from '../fields/same-account';
import type { Workload } from '../fields/workload';
import { sayUnreachable } from '../say/by-owner';
import { sayPartitions } from '../say/partitions';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import type { BucketCaller } from './bucket-caller';

export type Sides = { workload: Workload | null; bucket: FoundBucket | null };

/** Says what the bucket tells of itself, and of both sides together. */
export function noteSides(
  notes: FieldNotes,
  caller: BucketCaller,
  { workload, bucket }: Sides,
  fields: DraftFields,
  world: KnownWorld,
): string | null {
  if (!bucket) return null;
  const keyArn = noteKey(notes, caller, bucket, world);
  warn(notes, caller.advise?.(bucket, workload?.caller ?? null) ?? null);
  if (workload) compareSides(notes, caller, fields, { workload, bucket });
  return keyArn;
}

function warn({ warnings }: FieldNotes, text: string | null): void {
  if (text) warnings.bucket = warnings.bucket ? `${warnings.bucket} ${text}` : text;
}

/** Puts what is to be said of the key at the bucket. */
function noteKey(
  notes: FieldNotes,
  { noun }: BucketCaller,
  bucket: FoundBucket,
  world: KnownWorld,
): string | null {
  const key = keyOfBucket(bucket, world, noun);
  if (!key.ok) {
    notes.errors.bucket = key.message;
    return null;
  }
  warn(notes, key.warning);
  if (bucket.settings?.ObjectOwnership === 'ObjectWriter')
    warn(
      notes,
      `What ${noun} writes would belong to its own account: access lists are on in ${bucket.name}. Set its object ownership to bucket owner enforced.`,
    );
  return key.keyArn;
}

function compareSides(
  notes: FieldNotes,
  { noun }: BucketCaller,
  fields: DraftFields,
  { workload: { account }, bucket }: { workload: Workload; bucket: FoundBucket },
): void {
  const { errors, warnings } = notes;
  if (!account.connection && !bucket.account.connection) {
    errors.who = sayUnreachable(account);
    errors.bucket = sayUnreachable(bucket.account);
    delete warnings.who;
    delete warnings.bucket;
  }
  const partitions = sayPartitions(account, bucket.account);
  if (partitions) errors.bucket = partitions;
  if (account.id !== bucket.account.id) return;
  askSameAccount(notes, fields, account);
  warn(
    notes,
    `${bucket.name} and ${noun} are both in ${account.name}. A policy of its own would do; go on only if the bucket’s policy is to name it too.`,
  );
}
