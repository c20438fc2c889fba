import type { StoredAccount } from '@/lib/ports';
import type { ResolveDeps } from '../recipes/recipe';
import type { RoleMay } from '../recipes/role-may';
import type { BucketShare } from '../recipes/share-request';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type FoundBucket, resolveBucket } from './bucket';
import { type CustomPolicy, resolveCustomPolicy } from './custom-policy';
import { type Field, right, rightOf } from './field';
import { resolvePrefix } from './prefix';
import { resolveAnyAccount } from './vendor';

/** What a role that stands alone may do, and the account that makes it. */
export type MayFields = {
  bucket: Field<FoundBucket | null>;
  prefix: Field<string | null>;
  trustingAccount: Field<StoredAccount | null>;
  customPolicy: Field<CustomPolicy | null>;
};

/** Reads the bucket, which tells the account; or the account and the policy. */
export async function resolveMay(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  isBucket: boolean,
): Promise<MayFields> {
  if (!isBucket)
    return {
      bucket: right(null),
      prefix: right(null),
      trustingAccount: resolveAnyAccount(fields.trustingAccount, world),
      customPolicy: resolveCustomPolicy(fields.customPolicy, null),
    };
  const bucket = await resolveBucket(fields.bucket, world, (name) =>
    deps.search.findBucket(world.workspaceId, name),
  );
  const found = rightOf(bucket);
  return {
    bucket,
    prefix: resolvePrefix(fields.prefix || (found?.keys ?? '')),
    // The role stands beside the bucket.
    trustingAccount: right(found?.account ?? null),
    customPolicy: right(null),
  };
}

/** The same as a request holds it. */
export function mayOf(
  { bucket, prefix, customPolicy }: MayFields,
  access: BucketShare['access'],
): RoleMay {
  const found = rightOf(bucket);
  return {
    share: found && {
      partition: found.account.partition,
      bucket: found.name,
      keys: rightOf(prefix),
      access,
      customPolicy: null,
      keyArn: found.keyArn,
    },
    policy: rightOf(customPolicy)?.text ?? '',
  };
}
