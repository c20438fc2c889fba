import type { Actor, PlannedStep, StoredPlan } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import type { Estates } from '../world/estates';
import type { KnownWorld } from '../world/load-world';
import type { JudgedMend } from './judge-mend';
import type { Mend } from './mend-pieces';

/** Everything that a plan of a mend is made of. */
export type MendOpening = JudgedMend & {
  id: string;
  actor: Actor;
  world: KnownWorld;
  mend: Mend;
  steps: PlannedStep[];
  pieces: Piece[];
  /** Today's readings and the mended, compiled. */
  estates: Estates;
  /** Whether the caller's account is. */
  isConnected: boolean;
  /** The crossing that stands on the role. */
  replaced: StoredPlan | null;
  now: Date;
};
