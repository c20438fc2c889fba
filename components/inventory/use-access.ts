'use client';

import { debounce, useQueryState, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import type { AccessFilter } from '@/lib/inventory/schema';
import { accessParsers } from './access-filters';

const TYPING_MS = 200;

export type AccessState = ReturnType<typeof useAccess>;

/** Filters, page and the opened crossing, all in the address; a change asks the server anew. */
export function useAccess() {
  const [isReading, startTransition] = useTransition();
  const [filter, setFilter] = useQueryStates(accessParsers, {
    shallow: false,
    startTransition,
  });
  const [openId, setOpenId] = useQueryState('crossing');

  function change(next: Partial<AccessFilter>) {
    const isTyping = 'q' in next;
    void setFilter(
      { page: null, ...next },
      isTyping && next.q ? { limitUrlUpdates: debounce(TYPING_MS) } : {},
    );
    void setOpenId(null);
  }
  return {
    filter,
    change,
    clear: () => change({ q: '', state: 'any', outside: 'any', account: '' }),
    isReading,
    openId,
    open: (id: string | null) => void setOpenId(id),
  };
}
