import type { TokenMend } from '@/lib/iam/doctor/settle-token';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Actor, PlannedStep, StoredPlan } from '@/lib/ports';
import type { Piece } from '../../recipes/piece';
import type { KnownWorld } from '../../world/load-world';
import type { RevivedSubject } from './revived-subjects';

/** Everything that a plan of a mend by token is made of. */
export type TokenMendOpening = {
  id: string;
  actor: Actor;
  world: KnownWorld;
  mend: TokenMend;
  steps: PlannedStep[];
  pieces: Piece[];
  /** As it stands at AWS now, and with everything in place. */
  today: WorldFacts;
  after: WorldFacts;
  /** Who gets in again besides, by a provider that the plan makes; null where it stands. */
  revived: RevivedSubject[] | null;
  /** The crossing that stands on the role. */
  replaced: StoredPlan | null;
  /** The role's account, where it is not written to from here; else none. */
  byOwner: string[];
  now: Date;
};
