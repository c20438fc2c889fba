import { keptBy } from '@/lib/core/kept-by';
import type { Verdict } from '../evaluate/decide-question';
import type { WorldFacts } from '../facts/world-facts';
import { type Blocks, makeBlocks } from './condition-block';
import type { Circumstances } from './judge-taking';
import type { TrustProfile } from './trust-profile';
import type { RcpReading, TrustReader } from './trust-reading';

/** What is known of roles' sides, in some circumstances. */
export type RoleSides = {
  blocks: Blocks;
  /** By what else a role's side is made of. */
  readers: WeakMap<TrustProfile, Map<string, TrustReader | null>>;
  /** By partition and number of the resource control policies. */
  rcps: Map<string, RcpReading>;
  /** Verdicts on settled callers of whom a role's side says this, null for denials, by the rest. */
  verdictsOn: (text: string) => Map<string, Verdict | null>;
};

export const makeRoleSides = (
  world: WorldFacts,
  circumstances: Circumstances,
): RoleSides => ({
  blocks: makeBlocks(world, circumstances),
  readers: new WeakMap(),
  rcps: new Map(),
  verdictsOn: keptBy((_text: string) => new Map<string, Verdict | null>()),
});
