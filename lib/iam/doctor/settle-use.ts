import { parseArn } from '@/lib/core/arn';
import { sayUnconnected } from '@/lib/core/say-unconnected';
import {
  type WrittenAccount,
  whyNotGive,
  whyNotWritePolicyOf,
  whyNotWriteResourceOf,
} from '@/lib/core/why-not-write';
import { ownerOf } from '../facts/owner-of';
import type { WorldFacts } from '../facts/world-facts';
import { isUseOnly } from '../render/use-only';
import { type Gap, gapsOf, isOfBucketOrKey, settleGaps, type Use } from './use-gaps';

type AccountOf = (accountId: string) => WrittenAccount;

export type SettledUse = { gaps: Gap[] } | { whyNot: string };

/**
 * The statements that a plan can add so that a user or role may use a bucket or a key, or why it
 * can add none. Null where none is what is missing.
 */
export function settleUse(
  world: WorldFacts,
  use: Use,
  accountOf: AccountOf,
): SettledUse | null {
  if (!isOfBucketOrKey(use)) return null;
  const { gaps, isStuck, other } = gapsOf(world, use);
  if (gaps.length === 0) return null;
  if (isStuck)
    return {
      whyNot: `even with what is missing AWS would refuse. ${other?.sentence ?? ''}`,
    };
  if (!isUseOnly(use.action))
    return {
      whyNot: `${use.action} does more than use what is in a bucket, or a key: whoever has it may change or learn who may use it. It is not given by a mend; give it in IAM.`,
    };
  return settleAll(world, use, gaps, accountOf);
}

function settleAll(
  world: WorldFacts,
  use: Use,
  gaps: Gap[],
  accountOf: AccountOf,
): SettledUse {
  const callerId = parseArn(use.who)?.accountId ?? '';
  const caller = accountOf(callerId);
  // The policy of a bucket or a key would give it as much as one of its own.
  const ofOwn = whyNotGive(use.who, caller);
  if (ofOwn !== null) return { whyNot: ofOwn };
  const ofCaller = whyNotWritePolicyOf(use.who, caller);
  const owner = accountOf(ownerOf(world, use.resource) ?? '');
  // One of the two is ours, for somebody has to see that both halves agree.
  if (owner.isByOwner && !caller.isReached) return { whyNot: sayUnconnected(caller) };
  const settled = settleGaps(gaps, ofCaller === null);
  if (ofCaller !== null && settled.some(({ half }) => half === 'identity'))
    return { whyNot: ofCaller };
  const sides = [callerId, ownerOf(world, use.resource)];
  const [whyNot] = settled
    .filter(({ half }) => half === 'resource')
    .flatMap(({ need }) => whyNotLetIn(world, need.resource, sides, accountOf) ?? []);
  return whyNot === undefined ? { gaps: settled } : { whyNot };
}

/** Why the policy of a bucket or a key gets no statement; null where it can get one. */
function whyNotLetIn(
  world: WorldFacts,
  resource: string,
  sides: (string | null)[],
  accountOf: AccountOf,
): string | null {
  const owner = ownerOf(world, resource) ?? '';
  const account = accountOf(owner);
  if (!sides.includes(owner))
    return `its key is of a third account, ${account.name}, and a plan is of two.`;
  const key = world.accounts.get(owner)?.keysByArn.get(resource);
  return whyNotWriteResourceOf(resource, account, key?.isAwsManaged ?? false);
}
