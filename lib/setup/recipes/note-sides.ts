import type { StoredAccount } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import { keyOfBucket } from '../fields/bucket-key';
import type { FieldNotes } from '../fields/field';
import type { Workload } from '../fields/workload';
import { sayPartitions } from '../say/partitions';
import type { KnownWorld } from '../world/load-world';
import type { BucketCaller } from './bucket-caller';

export type Sides = { workload: Workload | null; bucket: FoundBucket | null };

/** Says what the bucket tells of itself, and of both sides together. */
export function noteSides(
  notes: FieldNotes,
  caller: BucketCaller,
  { workload, bucket }: Sides,
  world: KnownWorld,
): string | null {
  if (!bucket) return null;
  const keyArn = noteKey(notes, caller, bucket, world);
  warn(notes, caller.advise?.(bucket, workload?.caller ?? null) ?? null);
  if (workload) compareSides(notes, caller, workload, bucket);
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
  const key = keyOfBucket(bucket, world);
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
  { account }: Workload,
  bucket: FoundBucket,
): void {
  if (!account.connection) notes.errors.who = sayUnconnected(account);
  if (!bucket.account.connection) notes.errors.bucket = sayUnconnected(bucket.account);
  const partitions = sayPartitions(account, bucket.account);
  if (partitions) notes.errors.bucket = partitions;
  if (account.id === bucket.account.id)
    warn(
      notes,
      `${bucket.name} and ${noun} are both in ${account.name}. A policy of its own would do; go on only if the bucket’s policy is to name it too.`,
    );
}

/** An owner's half is proven by a role that is taken, and here none is. */
const sayUnconnected = ({ name }: StoredAccount): string =>
  `${name} has no connection, and this recipe writes and tests both halves from here. Connect it in Settings, Accounts, or share the bucket by role: then its owner can run a half.`;
