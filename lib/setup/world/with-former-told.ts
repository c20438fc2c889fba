import { accountFacts } from '@/lib/iam/facts/account-facts';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount } from '@/lib/iam/world';
import type { Piece } from '../recipes/piece';
import type { KnownWorld } from './load-world';
import { collectedAfter } from './world-after';

/**
 * The world with the bucket that the owner told of for a standing crossing, as the crossing left
 * it: nobody reads that account. What is told of the same bucket anew is what stands.
 *
 * @param told the world as it was told for that crossing
 */
export function withFormerTold(
  world: KnownWorld,
  told: KnownWorld,
  pieces: Piece[],
): KnownWorld {
  const [entry] = [...told.readings].filter(([, { toldOf }]) => toldOf);
  if (!entry) return world;
  const [id, reading] = entry;
  const standing = collectedAfter(told, pieces).get(id) ?? reading.collected;
  const collected = merged(standing, world.readings.get(id)?.collected);
  const facts = accountFacts(id, collected);
  const readings = new Map([...world.readings, [id, { ...reading, collected, facts }]]);
  const all = [...readings.values()].map((one) => one.facts);
  return { ...world, readings, facts: worldFacts(world.org ?? undefined, all) };
}

/** Both together; of what both tell, what the later says. */
function merged(
  earlier: CollectedAccount,
  later: CollectedAccount | undefined,
): CollectedAccount {
  if (!later) return earlier;
  const [buckets, keys] = [later.Buckets ?? [], later.Keys ?? []];
  const isBucketNew = (name: string) => !buckets.some(({ Name }) => Name === name);
  const isKeyNew = (arn: string) => !keys.some(({ Arn }) => Arn === arn);
  return {
    ...later,
    Buckets: [
      ...buckets,
      ...(earlier.Buckets ?? []).filter(({ Name }) => isBucketNew(Name)),
    ],
    Keys: [...keys, ...(earlier.Keys ?? []).filter(({ Arn }) => isKeyNew(Arn))],
  };
}
