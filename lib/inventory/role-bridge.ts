import { sayDuration } from '@/lib/core/duration';
import type { BridgeView, DeckState, RoleRefView } from '@/lib/core/views';
import type { CrossingRow } from './schema';

const BEST_FIRST: DeckState[] = ['works', 'conditional', 'untested', 'denied'];

const count = (rows: CrossingRow[], deck: DeckState): number =>
  rows.filter((row) => row.deck === deck).length;

const placesOf = (rows: CrossingRow[]): number =>
  new Set(rows.map(({ who }) => who.accountId ?? who.arn)).size;

const plural = (total: number, one: string): string =>
  `${total} ${one}${total === 1 ? '' : 's'}`;

/** Everybody who asks on one bank, the role on the other; the deck is the best way across. */
export function roleBridge(
  role: RoleRefView,
  maxSessionSeconds: number,
  who: CrossingRow[],
): BridgeView {
  const deck = BEST_FIRST.find((state) => count(who, state) > 0) ?? 'denied';
  return {
    left: {
      shape: 'trusted',
      title: who.length === 1 ? '1 asks' : `${who.length} ask`,
      subtitle: who.length === 0 ? 'nobody' : `from ${plural(placesOf(who), 'place')}`,
      accountId: null,
      isProduction: false,
    },
    right: {
      shape: 'trusting',
      title: role.name,
      subtitle: `up to ${sayDuration(maxSessionSeconds)}`,
      accountId: role.accountId,
      isProduction: role.isProduction,
    },
    deck,
    label: '',
    locks: [],
    sentence: sayWhoCan(role.name, who),
  };
}

/** `7 can become deploy: 3 freely, 4 only if a condition holds. 1 of them is outside.` */
export function sayWhoCan(roleName: string, who: CrossingRow[]): string {
  const freely = count(who, 'works');
  const guarded = count(who, 'conditional');
  const across = who.filter(({ deck }) => deck === 'works' || deck === 'conditional');
  const outside = across.filter(({ isOutside }) => isOutside).length;
  const rest = [
    outside > 0 &&
      `${outside} of them ${outside === 1 ? 'is' : 'are'} outside the organisation.`,
    sayMore(count(who, 'untested'), 'not known: the account was not read', across.length),
    sayMore(count(who, 'denied'), 'stopped', across.length),
  ].filter(Boolean);
  return [sayAcross(roleName, freely, guarded), ...rest].join(' ');
}

function sayAcross(roleName: string, freely: number, guarded: number): string {
  if (freely + guarded === 0) return `Nobody can become ${roleName}.`;
  const parts = [
    freely > 0 && `${freely} freely`,
    guarded > 0 && `${guarded} only if a condition holds`,
  ].filter(Boolean);
  return `${freely + guarded} can become ${roleName}: ${parts.join(', ')}.`;
}

function sayMore(total: number, what: string, acrossTotal: number): string | false {
  if (total === 0) return false;
  const more = acrossTotal > 0 ? ' more' : '';
  return `${total}${more} ${total === 1 ? 'is' : 'are'} ${what}.`;
}
