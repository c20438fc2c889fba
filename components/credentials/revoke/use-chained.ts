'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { typedAnswerOf } from '@/components/ui/answer-of';
import type { ChainedView, TrailSession } from '@/lib/credentials/trail/schema';
import type { RevokeActions } from './types';

const UNREACHABLE = 'The console could not be reached. Look again before you go on.';

/** What became of one chained session that was to be ended: a proof, or a refusal. */
export type ChainedEnd = { isEnded: boolean; sentence: string };

export type ChainedState = ReturnType<typeof useChained>;

/** Each look asks CloudTrail: only when the dialog opens, and when somebody asks again. */
const chainedQuery = (roleArn: string, sessionName: string) =>
  queryOptions({
    queryKey: ['chained-sessions', roleArn, sessionName],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ roleArn, sessionName });
      const response = await fetch(`/api/v1/sessions/chained?${query}`, { signal });
      return typedAnswerOf<ChainedView>(response, 'sessions');
    },
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Looks for what was taken from a revoked session, and ends it one by one. */
export function useChained(
  roleArn: string,
  sessionName: string,
  { revoke }: RevokeActions,
) {
  const look = useQuery(chainedQuery(roleArn, sessionName));
  const [isEnding, setIsEnding] = useState(false);
  const [ends, setEnds] = useState<Record<string, ChainedEnd>>({});

  async function endAll(sessions: readonly TrailSession[]) {
    setIsEnding(true);
    for (const session of sessions) {
      const end = await endOne(session, revoke);
      setEnds((known) => ({ ...known, [session.id]: end }));
    }
    setIsEnding(false);
  }
  return {
    view: look.data ?? null,
    refusal: look.error?.message ?? null,
    isLooking: look.isFetching,
    isEnding,
    ends,
    lookAgain: () => void look.refetch(),
    endAll: (sessions: readonly TrailSession[]) => void endAll(sessions),
  };
}

async function endOne(
  { roleArn, sessionName }: TrailSession,
  revoke: RevokeActions['revoke'],
): Promise<ChainedEnd> {
  const wish = { scope: 'named', roleArn, sessionName } as const;
  const answer = await askConfirmed(() => revoke(wish)).catch(() => ({
    ok: false as const,
    message: UNREACHABLE,
  }));
  if (!answer.ok) return { isEnded: false, sentence: answer.message };
  const { proof, detail, state } = answer.value;
  return {
    isEnded: state === 'standing' && proof?.holds === true,
    sentence: detail ?? proof?.sentence ?? 'On its way; this console goes on with it.',
  };
}
