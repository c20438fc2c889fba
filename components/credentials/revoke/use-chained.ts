'use client';

import { useEffect, useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { typedAnswerOf } from '@/components/ui/answer-of';
import type { ChainedView, TrailSession } from '@/lib/credentials/trail/schema';
import type { RevokeActions } from './types';

const UNREACHABLE = 'The console could not be reached. Look again before you go on.';

/** What became of one chained session that was to be ended: a proof, or a refusal. */
export type ChainedEnd = { isEnded: boolean; sentence: string };

export type ChainedState = ReturnType<typeof useChained>;

/** Looks for what was taken from a revoked session, and ends it one by one. */
export function useChained(
  roleArn: string,
  sessionName: string,
  { revoke }: RevokeActions,
) {
  const [view, setView] = useState<ChainedView | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isLooking, setIsLooking] = useState(true);
  const [isEnding, setIsEnding] = useState(false);
  const [looks, setLooks] = useState(0);
  const [ends, setEnds] = useState<Record<string, ChainedEnd>>({});

  // biome-ignore lint/correctness/useExhaustiveDependencies: a look is asked for by its number
  useEffect(() => {
    const { signal, abort } = aborting();
    setIsLooking(true);
    setRefusal(null);
    lookFor({ roleArn, sessionName }, signal)
      .then(setView)
      .catch((error: unknown) => {
        if (!signal.aborted)
          setRefusal(error instanceof Error ? error.message : UNREACHABLE);
      })
      .finally(() => {
        if (!signal.aborted) setIsLooking(false);
      });
    return abort;
  }, [roleArn, sessionName, looks]);

  async function endAll(sessions: readonly TrailSession[]) {
    setIsEnding(true);
    for (const session of sessions) {
      const end = await endOne(session, revoke);
      setEnds((known) => ({ ...known, [session.id]: end }));
    }
    setIsEnding(false);
  }
  return {
    view,
    refusal,
    isLooking,
    isEnding,
    ends,
    lookAgain: () => setLooks((count) => count + 1),
    endAll: (sessions: readonly TrailSession[]) => void endAll(sessions),
  };
}

function aborting() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

async function lookFor(
  origin: Record<string, string>,
  signal: AbortSignal,
): Promise<ChainedView> {
  const query = new URLSearchParams(origin);
  const response = await fetch(`/api/v1/sessions/chained?${query}`, { signal });
  return typedAnswerOf<ChainedView>(response, 'sessions');
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
