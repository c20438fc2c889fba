import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { typedAnswerOf } from '@/components/ui/answer-of';
import type { CompactionOffer } from '@/lib/setup/policy/compact-policy';
import type { PolicyCheck, PolicyQuestion } from '@/lib/setup/policy/policy-check';
import { canAsk } from './policy-question';

const KEPT_MS = 30_000;

async function post<T extends object>(
  path: string,
  body: PolicyQuestion,
  signal: AbortSignal,
  has: keyof T & string,
): Promise<T> {
  const response = await fetch(`/api/v1/policies/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  return typedAnswerOf<T>(response, has);
}

/** What is to be said about a policy. The one before stays until the next is there. */
export const checkQuery = (policy: PolicyQuestion) =>
  queryOptions({
    queryKey: ['policy-check', policy],
    queryFn: async ({ signal }) => ({
      text: policy.text,
      ...(await post<PolicyCheck>('check', policy, signal, 'findings')),
    }),
    enabled: canAsk(policy),
    placeholderData: keepPreviousData,
    staleTime: KEPT_MS,
    gcTime: KEPT_MS,
    retry: 1,
  });

/** A shorter text that says the same. It is looked for where space runs out. */
export const compactQuery = (policy: PolicyQuestion, isWanted: boolean) =>
  queryOptions({
    queryKey: ['policy-compaction', policy],
    queryFn: ({ signal }) => post<CompactionOffer>('compact', policy, signal, 'offer'),
    enabled: isWanted && canAsk(policy),
    staleTime: KEPT_MS,
    gcTime: KEPT_MS,
    retry: false,
  });
