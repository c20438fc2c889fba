import { once } from '@/lib/core/once';
import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import { type CanTake, makeCanTake } from './ask/can-take';
import { type DemandedId, demandedIds } from './ask/demanded-ids';
import { makeTakersOf, type TakersOf } from './ask/takers';

/** What single documents cannot know. Each part is read when a rule first asks for it. */
export type Survey = {
  /** External ids that trust policies demand of accounts outside. */
  externalIds: () => DemandedId[];
  /** Whether a collected user or role has this unique id. */
  isKnownId: (id: string) => boolean;
  /** Whether a user or role gets a role, for all that was collected. */
  canTake: CanTake;
  /** Users and roles of an account that can take a role, some of them under conditions. */
  takersOf: TakersOf;
};

export function surveyWorld(world: WorldFacts): Survey {
  const ids = once(() => new Set([...world.accounts.values()].flatMap(idsOf)));
  const canTake = makeCanTake(world);
  return {
    externalIds: once(() => demandedIds(world)),
    isKnownId: (id) => ids().has(id),
    canTake,
    takersOf: makeTakersOf(world, canTake),
  };
}

const idsOf = ({ usersByArn, rolesByArn }: AccountFacts): string[] => [
  ...[...usersByArn.values()].map(({ UserId }) => UserId),
  ...[...rolesByArn.values()].map(({ RoleId }) => RoleId),
];
