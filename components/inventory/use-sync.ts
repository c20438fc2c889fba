'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { SyncStatus } from '@/lib/inventory/schema';
import { syncStatusQuery } from './queries';
import type { StartSync } from './types';

type Wiring = {
  /** The newest reading that the server knows of. */
  latest: SyncStatus | null;
  startSync: StartSync;
};

/** Starts readings and follows the newest one; the page is read anew when it is done. */
export function useSync({ latest, startSync }: Wiring) {
  const router = useRouter();
  const client = useQueryClient();
  const [startedId, setStartedId] = useState<string | null>(null);
  const [starting, setStarting] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const followedId = startedId ?? (latest?.state === 'running' ? latest.id : null);
  const { data, error } = useQuery({
    ...syncStatusQuery(followedId ?? 'none'),
    enabled: followedId !== null,
  });
  const isDone = useRef(true);
  useEffect(() => {
    if (data?.state === 'running') isDone.current = false;
    if (data?.state !== 'done' || isDone.current) return;
    isDone.current = true;
    router.refresh();
  }, [data?.state, router]);

  async function start(accountId: string) {
    setStarting(accountId);
    setRefusal(null);
    const answer = await startSync({ accountId });
    setStarting(null);
    if (!answer.ok) {
      setRefusal(answer.message);
      return;
    }
    isDone.current = false;
    await client.invalidateQueries({ queryKey: ['sync'] });
    setStartedId(answer.value);
  }
  const status = data ?? (startedId === null ? latest : null);
  return {
    start,
    /** The account whose reading is being asked for, or `all`. */
    starting,
    refusal: refusal ?? (error ? error.message : null),
    status,
    isRunning: followedId !== null && status?.state !== 'done' && !error,
  };
}

export type SyncState = ReturnType<typeof useSync>;
