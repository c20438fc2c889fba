'use client';

import {
  debounce,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useTransition } from 'react';
import type { SessionsFilter } from '@/lib/credentials/schema';

const TYPING_MS = 200;

const parsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(['live', 'revoked', 'any'] as const).withDefault('live'),
  role: parseAsString.withDefault(''),
  person: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
};

export type SessionsState = ReturnType<typeof useSessions>;

/** The filters of the sessions page, in the address; a change asks the server anew. */
export function useSessions() {
  const [isReading, startTransition] = useTransition();
  const [filter, setFilter] = useQueryStates(parsers, {
    shallow: false,
    startTransition,
  });

  function change(next: Partial<SessionsFilter>) {
    void setFilter(
      { page: null, ...next },
      next.q ? { limitUrlUpdates: debounce(TYPING_MS) } : {},
    );
  }
  return {
    filter,
    isReading,
    isFiltered: Boolean(filter.q || filter.role || filter.person),
    change,
    clear: () => change({ q: '', role: '', person: '', state: 'live' }),
  };
}
