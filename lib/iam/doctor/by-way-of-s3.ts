import { parseArn } from '@/lib/core/arn';
import { findCaller, isAccountCaller } from '../evaluate/caller';
import { evaluate } from '../evaluate/evaluate';
import type { BucketFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import { identityShelf } from '../gather/identity-shelf';
import type { ParsedPolicy } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import { actionOfOperation } from './action-of-operation';
import type { Denial } from './denial';
import type { Use } from './use-gaps';

/**
 * Whether S3 asked the key on behalf of the caller: `told` where the message says so, `likely`
 * where it leaves that open and the caller may reach a bucket that the key encrypts.
 */
export type WayOfS3 = 'told' | 'likely' | null;

/** What S3 asks of a key, and for which calls. */
const CALLS: Record<string, string[]> = {
  'kms:decrypt': ['s3:GetObject', 's3:PutObject'],
  'kms:generatedatakey': ['s3:PutObject'],
};

/** Whether it is something that S3 asks of a key on behalf of others. */
export const isAskedByS3 = (action: string): boolean =>
  Object.hasOwn(CALLS, action.toLowerCase());

type Said = Pick<Denial, 'operation' | 'code'>;

/**
 * How a key came to be asked. A message that was refused by KMS itself or another service is
 * never taken for one of S3: the mend of one does not mend the other.
 */
export function wayOfS3(world: WorldFacts, use: Use, said: Said | null): WayOfS3 {
  const isOfKey = parseArn(use.resource)?.service === 'kms';
  if (!isOfKey || !isAskedByS3(use.action)) return null;
  if (said?.operation) {
    const called = actionOfOperation(said.operation, null);
    return called?.startsWith('s3:') ? 'told' : null;
  }
  // S3 answers by this code and KMS by AccessDeniedException.
  if (said?.code === 'AccessDenied') return 'told';
  if (said?.code) return null;
  return reachesBucketOf(world, use) ? 'likely' : null;
}

/** Whether the caller may make a call of S3 that takes this use of the key. */
function reachesBucketOf(world: WorldFacts, { who, action, resource }: Use): boolean {
  const { partition = 'aws' } = parseArn(resource) ?? {};
  const calls = CALLS[action.toLowerCase()] ?? [];
  return bucketsOf(world, resource).some((bucket) =>
    objectsIn(world, bucket, who, partition).some((object) =>
      calls.some(
        (call) =>
          evaluate(world, {
            action: call,
            principal: { AWS: who },
            resource: object,
            context: {},
            unknownKeys: 'assume-unknown',
          }).decision !== 'deny',
      ),
    ),
  );
}

const bucketsOf = ({ accounts }: WorldFacts, keyArn: string): BucketFacts[] =>
  [...accounts.values()].flatMap(({ bucketsByName }) =>
    [...bucketsByName.values()].filter((bucket) => bucket.keyArn === keyArn),
  );

/** Objects of a bucket that policies are about: one for each pattern, and any one. */
function objectsIn(
  world: WorldFacts,
  { name, policy }: BucketFacts,
  who: string,
  partition: string,
): string[] {
  const stem = `arn:${partition}:s3:::${name}/`;
  const caller = findCaller(world, { AWS: who });
  const shelf = isAccountCaller(caller) ? identityShelf(world, caller) : null;
  const policies = [
    ...(shelf?.policies ?? []).map((one) => one.policy),
    ...(policy ? [rememberPolicy(policy, 'bucket')] : []),
  ];
  const named = policies.flatMap(placesIn).filter((place) => place.startsWith(stem));
  return [...new Set([`${stem}x`, ...named])];
}

const placesIn = ({ statements }: ParsedPolicy): string[] =>
  statements.flatMap(
    ({ resource }) =>
      resource?.patterns.map(({ raw }) => raw.replace(/[*?]/g, 'x')) ?? [],
  );
