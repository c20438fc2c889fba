import { newTrace, type Occasion } from '../operation';
import { GLOBAL_REGION } from '../wire/region-of';
import type { LiveWorld } from '../world/live-world';
import type { Worlds } from '../world/worlds';

/** Who a token speaks for. Nothing of it is verified until the operation says so. */
export type Bearer = {
  live: LiveWorld;
  /** Account of the role that is asked for. */
  accountId: string;
  principal: string;
  sessionName: string | null;
};

/** A call without a signature: the token it brings names its world. */
export type Unsigned = {
  worlds: Worlds;
  operation: string;
  userAgent: string;
  /** Says whose call it is, as soon as that is known; meets the faults that are due for it. */
  comesFrom(bearer: Bearer, roleArn: string): Promise<void>;
};

export const occasionOf = (
  { worlds, operation, userAgent }: Unsigned,
  live: LiveWorld,
): Occasion => ({
  worlds,
  live,
  world: live.state,
  service: 'sts',
  operation,
  region: GLOBAL_REGION,
  userAgent,
  nowMs: live.now(),
  trace: newTrace(),
});
