import type { DeckState } from '@/lib/core/views';
import type { CapabilityRow } from '@/lib/inventory/role-schema';
import type { CrossingRow } from '@/lib/inventory/schema';
import { countOf } from './say-crossing';

export type Lane = { deck: DeckState; count: number; words: string };

const ORDER: readonly DeckState[] = ['works', 'conditional', 'denied', 'untested'];

const WORDS: Record<DeckState, (count: number) => string> = {
  works: (count) => `${count} freely`,
  conditional: (count) => `${count} if a condition holds`,
  denied: (count) => `${count} stopped`,
  untested: (count) => `${count} not tested`,
};

/** The lanes of a role's bridge: how many cross freely, under a condition, or not at all. */
export function lanesOf(who: readonly CrossingRow[]): Lane[] {
  return ORDER.map((deck) => ({
    deck,
    count: who.filter((row) => row.deck === deck).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ deck, count }) => ({ deck, count, words: WORDS[deck](count) }));
}

/** `from 3 places`: accounts, companies and providers that the askers come from. */
export function sayPlaces(who: readonly CrossingRow[]): string {
  const places = new Set(who.map((row) => row.who.accountId ?? row.who.arn));
  return places.size === 0 ? 'nobody' : `from ${countOf(places.size, 'place')}`;
}

export type Reach = { title: string; subtitle: string; hasAny: boolean };

/** What stands at the far end: everything, or how many actions on how many resources. */
export function reachOf(can: readonly CapabilityRow[]): Reach {
  const allowed = can.filter((row) => row.effect === 'Allow');
  if (allowed.length === 0)
    return { title: 'Nothing', subtitle: 'no policy allows anything', hasAny: false };
  const actions = new Set(allowed.flatMap((row) => row.actions));
  const resources = new Set(allowed.flatMap((row) => row.resources));
  const title = actions.has('*') ? 'Every action' : countOf(actions.size, 'action');
  const subtitle = resources.has('*')
    ? 'on any resource'
    : `on ${countOf(resources.size, 'resource')}`;
  return { title, subtitle, hasAny: true };
}
