import type { Answer } from '@/lib/iam/answer';
import { type Use as AskedUse, gapsOf } from '@/lib/iam/doctor/use-gaps';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';

type Use = Omit<AskedUse, 'who'> & { who: { arn: string } };

/** What the engine says of everything that a use takes: of itself first, then of the key. */
export const answersIn = (facts: WorldFacts, { who, ...use }: Use): Answer[] =>
  gapsOf(facts, {
    who: who.arn,
    action: use.action,
    resource: use.resource,
    isThroughS3: use.isThroughS3,
  }).asked.map(({ answer }) => answer);
