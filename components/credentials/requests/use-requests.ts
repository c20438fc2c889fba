'use client';

import { useAsk } from '@/components/ui/use-ask';
import type { RequestActions, RequestView } from './types';

export type RequestsState = ReturnType<typeof useRequests>;

/** One decision or end at a time, and why the last one was refused. */
export function useRequests(actions: RequestActions, onAnswer: () => void) {
  const { busyId, refusal, put } = useAsk();
  const putThen: Put = async (question) => {
    const isDone = await put(question);
    onAnswer();
    return isDone;
  };
  return { busyId, refusal, ...actsOf(actions, putThen) };
}

type Put = ReturnType<typeof useAsk>['put'];

const actsOf = (actions: RequestActions, put: Put) => ({
  decide: ({ id }: RequestView, isApproval: boolean, note: string) =>
    put({
      id,
      ask: () => actions.decide({ requestId: id, isApproval, note }),
      done: ({ sentence }) => ({
        title: isApproval ? `You approved it. ${sentence}` : 'You denied it.',
      }),
    }),
  cancel: ({ id }: RequestView) =>
    put({
      id,
      ask: () => actions.cancel({ requestId: id }),
      done: 'The request is cancelled.',
    }),
  end: ({ id }: RequestView) =>
    put({
      id,
      ask: () => actions.end({ requestId: id }),
      done: ({ notes }) => ({ title: 'The access has ended.', detail: notes.join(' ') }),
    }),
  review: ({ id }: RequestView, note: string) =>
    put({
      id,
      ask: () => actions.review({ requestId: id, note }),
      done: 'The review is closed.',
    }),
});
