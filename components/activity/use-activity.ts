'use client';

import { debounce, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useTransition } from 'react';

const TYPING_MS = 200;

const parsers = {
  q: parseAsString.withDefault(''),
  event: parseAsString.withDefault(''),
  /** Rows older than this sequence number; none means the newest. */
  before: parseAsInteger,
};

export type ActivityState = ReturnType<typeof useActivity>;

/** Filter and place in the log, in the address; a change asks the server anew. */
export function useActivity() {
  const [isReading, startTransition] = useTransition();
  const [filter, setFilter] = useQueryStates(parsers, {
    shallow: false,
    startTransition,
  });
  return {
    filter,
    isReading,
    isFiltered: filter.q !== '' || filter.event !== '',
    type: (q: string) =>
      void setFilter(
        { q, before: null },
        q === '' ? {} : { limitUrlUpdates: debounce(TYPING_MS) },
      ),
    choose: (event: string) => void setFilter({ event, before: null }),
    clear: () => void setFilter({ q: '', event: '', before: null }),
    goTo: (before: number | null) =>
      void setFilter({ before }, { history: 'push', scroll: true }),
  };
}
