'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '@/components/ui/use-debounced';
import type { DenialQuestion } from '@/lib/inventory/questions';
import { diagnosisQuery, isBlank } from './queries';

const TYPING_PAUSE_MS = 250;
const EMPTY: DenialQuestion = {
  message: '',
  principal: '',
  action: '',
  resource: '',
  told: undefined,
};

export type DoctorState = ReturnType<typeof useDoctor>;

/** The pasted message, what was added to it, and the answer, asked whenever typing pauses. */
export function useDoctor(diagnosesUrl: string) {
  const [question, setQuestion] = useState(EMPTY);
  const settled = useDebounced(question, TYPING_PAUSE_MS);
  const query = useQuery(diagnosisQuery(diagnosesUrl, settled));
  const isEmpty = isBlank(question);
  return {
    question,
    change: (part: Partial<DenialQuestion>) =>
      setQuestion((before) => ({
        ...before,
        // Another message is about another request.
        ...('message' in part ? EMPTY : {}),
        ...('resource' in part ? { told: undefined } : {}),
        ...part,
      })),
    clear: () => setQuestion(EMPTY),
    isEmpty,
    // The answer to a message that was cleared away is nobody's.
    view: isEmpty || isBlank(settled) ? null : (query.data ?? null),
    error: query.error?.message ?? null,
    isAsking: !isEmpty && (query.isFetching || settled !== question),
    retry: () => void query.refetch(),
  };
}
