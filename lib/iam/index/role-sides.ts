import type { Verdict } from '../evaluate/decide-question';
import type { WorldFacts } from '../facts/world-facts';
import { type Blocks, makeBlocks } from './condition-block';
import type { Circumstances } from './judge-taking';
import type { TrustProfile } from './trust-profile';
import type { TrustReader } from './trust-reading';

/** What is known of roles' sides, in some circumstances. */
export type RoleSides = {
  blocks: Blocks;
  /** By what else a role's side is made of. */
  readers: WeakMap<TrustProfile, Map<string, TrustReader | null>>;
  /** Verdicts on settled callers, null for denials, by all that is left to decide. */
  verdicts: Map<string, Verdict | null>;
};

export const makeRoleSides = (
  world: WorldFacts,
  circumstances: Circumstances,
): RoleSides => ({
  blocks: makeBlocks(world, circumstances),
  readers: new WeakMap(),
  verdicts: new Map(),
});
