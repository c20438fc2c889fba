'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Outcome } from '@/components/ui/outcome';
import { showToast } from '@/components/ui/toast-store';
import type { RequestActions, RequestView } from './types';

const UNREACHABLE = 'The console could not be reached. Look before you try again.';

export type RequestsState = ReturnType<typeof useRequests>;

/** One decision or end at a time, and why the last one was refused. */
export function useRequests(actions: RequestActions) {
  const router = useRouter();
  const [busyId, setBusyId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function run<T>(
    { id }: RequestView,
    ask: () => Promise<Outcome<T>>,
    say: (value: T) => { title: string; detail?: string },
  ): Promise<void> {
    setBusyId(id);
    setRefusal(null);
    const answer: Outcome<T> = await ask().catch(() => ({
      ok: false as const,
      message: UNREACHABLE,
    }));
    setBusyId(null);
    if (answer.ok) showToast(say(answer.value));
    else setRefusal(answer.message);
    router.refresh();
  }

  return { busyId, refusal, ...actsOf(actions, run) };
}

type Run = <T>(
  request: RequestView,
  ask: () => Promise<Outcome<T>>,
  say: (value: T) => { title: string; detail?: string },
) => Promise<void>;

const actsOf = (actions: RequestActions, run: Run) => ({
  decide: (request: RequestView, isApproval: boolean, note: string) =>
    run(
      request,
      () => actions.decide({ requestId: request.id, isApproval, note }),
      ({ sentence }) => ({
        title: isApproval ? `You approved it. ${sentence}` : 'You denied it.',
      }),
    ),
  cancel: (request: RequestView) =>
    run(
      request,
      () => actions.cancel({ requestId: request.id }),
      () => ({ title: 'The request is cancelled.' }),
    ),
  end: (request: RequestView) =>
    run(
      request,
      () => actions.end({ requestId: request.id }),
      ({ notes }) => ({ title: 'The access has ended.', detail: notes.join(' ') }),
    ),
  review: (request: RequestView, note: string) =>
    run(
      request,
      () => actions.review({ requestId: request.id, note }),
      () => ({ title: 'The review is closed.' }),
    ),
});
