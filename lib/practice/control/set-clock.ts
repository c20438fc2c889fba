import * as z from 'zod';
import type { LiveWorld } from '../world/live-world';
import { touch, type Worlds } from '../world/worlds';

const ClockInput = z
  .strictObject({
    advanceSeconds: z.number().int().min(0).max(10_000_000).optional(),
    /** The time it shall be. */
    set: z.iso.datetime({ offset: true }).optional(),
    /** Whether it stands still from now on. */
    freeze: z.boolean().optional(),
  })
  .refine((asked) => Object.keys(asked).length > 0, {
    message: 'Say advanceSeconds, set or freeze.',
  });

/** Moves, sets, stops or starts the world's clock. */
export function setClock(worlds: Worlds, live: LiveWorld, body: unknown): void {
  const { advanceSeconds = 0, set, freeze } = ClockInput.parse(body);
  const { state } = live;
  const wanted =
    (set === undefined ? live.now() : Date.parse(set)) + advanceSeconds * 1000;
  const isFrozen = freeze ?? typeof state.frozenAtMs === 'number';
  state.clockOffsetMs = wanted - worlds.now();
  state.frozenAtMs = isFrozen ? wanted : null;
  touch(worlds, live);
}

export const clockOf = (live: LiveWorld) => ({
  now: new Date(live.now()).toISOString(),
  isFrozen: typeof live.state.frozenAtMs === 'number',
});
