'use client';

import { useEffect, useRef, useState } from 'react';
import { answerOf } from '@/components/ui/answer-of';
import { type TrailSession, TrailSessionsView } from '@/lib/credentials/trail/schema';
import { joinSessions } from './join-sessions';

type Account = { id: string; name: string };

export type TrailReading = {
  total: number;
  done: number;
  sessions: TrailSession[];
  refusals: { name: string; message: string }[];
  /** Accounts that have more than was read. */
  cut: string[];
  /** The oldest of what the answers were kept from; null before the first one. */
  lookedAt: string | null;
};

const AT_ONCE = 4;
const NOTHING = { done: 0, sessions: [], refusals: [], cut: [], lookedAt: null };

/** Asks the accounts' trails one by one, a few at once, and shows what is there so far. */
export function useTrailSessions(accounts: readonly Account[]) {
  const [reading, setReading] = useState<TrailReading | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function look(isFresh: boolean) {
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    setReading({ ...NOTHING, total: accounts.length });
    const waiting = [...accounts];
    const add = (step: (known: TrailReading) => TrailReading) => {
      if (!signal.aborted) setReading((known) => known && step(known));
    };
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (signal.aborted) return;
        add(await stepOf(next, isFresh, signal));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  return {
    reading,
    isBusy: reading !== null && reading.done < reading.total,
    look: (isFresh: boolean) => void look(isFresh),
  };
}

type Step = (known: TrailReading) => TrailReading;

async function stepOf(
  { id, name }: Account,
  isFresh: boolean,
  signal: AbortSignal,
): Promise<Step> {
  try {
    const query = new URLSearchParams({ accountId: id, fresh: String(isFresh) });
    const response = await fetch(`/api/v1/sessions/trail?${query}`, { signal });
    const view = TrailSessionsView.parse(await answerOf(response));
    return (known) => withView(known, name, view);
  } catch (error) {
    const message =
      error instanceof Error ? error.message : 'The console did not answer.';
    return (known) => ({
      ...known,
      done: known.done + 1,
      refusals: [...known.refusals, { name, message }],
    });
  }
}

const withView = (
  known: TrailReading,
  name: string,
  { sessions, isMore, lookedAt }: TrailSessionsView,
): TrailReading => ({
  ...known,
  done: known.done + 1,
  sessions: joinSessions(known.sessions, sessions),
  cut: isMore ? [...known.cut, name] : known.cut,
  lookedAt: known.lookedAt && known.lookedAt < lookedAt ? known.lookedAt : lookedAt,
});
