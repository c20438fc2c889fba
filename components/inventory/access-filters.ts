import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs';
import type { AccessFilter } from '@/lib/inventory/schema';

const STATES = ['any', 'works', 'conditional', 'denied', 'untested'] as const;
const OUTSIDE = ['any', 'yes', 'no'] as const;

/** The filters of the access page as they stand in the address. */
export const accessParsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(STATES).withDefault('any'),
  outside: parseAsStringLiteral(OUTSIDE).withDefault('any'),
  account: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
};

export const STATE_OPTIONS = [
  { id: 'any', label: 'Any state' },
  { id: 'works', label: 'Works' },
  { id: 'conditional', label: 'Only if a condition holds' },
  { id: 'denied', label: 'Denied' },
  { id: 'untested', label: 'Not tested' },
] as const satisfies readonly { id: AccessFilter['state']; label: string }[];

export const OUTSIDE_OPTIONS = [
  { id: 'any', label: 'From anywhere' },
  { id: 'yes', label: 'From outside' },
  { id: 'no', label: 'From inside' },
] as const satisfies readonly { id: AccessFilter['outside']; label: string }[];

type FilterName = 'q' | 'state' | 'outside' | 'account';

export type ActiveFilter = { name: FilterName; words: string };

/** The filters that are set, in words, so that each can be taken away by itself. */
export function activeFilters(
  filter: Pick<AccessFilter, FilterName>,
  accounts: readonly { id: string; name: string }[],
): ActiveFilter[] {
  const account = accounts.find(({ id }) => id === filter.account);
  const words: Record<FilterName, string | null> = {
    q: filter.q ? `“${filter.q}”` : null,
    state: filter.state === 'any' ? null : labelOf(STATE_OPTIONS, filter.state),
    outside: filter.outside === 'any' ? null : labelOf(OUTSIDE_OPTIONS, filter.outside),
    account: filter.account ? `into ${account?.name ?? filter.account}` : null,
  };
  return (Object.keys(words) as FilterName[]).flatMap((name) => {
    const said = words[name];
    return said === null ? [] : [{ name, words: said }];
  });
}

const labelOf = (options: readonly { id: string; label: string }[], id: string) =>
  (options.find((option) => option.id === id)?.label ?? id).toLowerCase();
