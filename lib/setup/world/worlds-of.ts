import type { Piece } from '../recipes/piece';
import type { Worlds } from '../recipes/recipe';
import type { KnownWorld } from './load-world';
import { worldAfter } from './world-after';

/** What is known today, and with these pieces in place. */
export const worldsOf = (world: KnownWorld, pieces: Piece[]): Worlds => ({
  today: world.facts,
  after: worldAfter(world, pieces),
  nameOf: (id) => world.accounts.find((account) => account.id === id)?.name ?? id,
});
