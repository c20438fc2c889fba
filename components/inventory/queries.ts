import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { typedAnswerOf } from '@/components/ui/answer-of';
import type { DiagnosisView } from '@/lib/inventory/doctor/diagnosis';
import type { TokenView } from '@/lib/inventory/doctor/token-view';
import type { DenialQuestion, TokenQuestion } from '@/lib/inventory/questions';
import type { TrustHistoryView } from '@/lib/inventory/role-schema';
import type { CrossingProof, SyncStatus } from '@/lib/inventory/schema';

type TokenAsked = Omit<TokenQuestion, 'role'> & { role: string };

const POLL_EVERY_MS = 1_000;
const PROOF_KEPT_MS = 60_000;

async function readJson<T extends object>(
  url: string,
  signal: AbortSignal,
  has: keyof T & string,
): Promise<T> {
  const headers = { accept: 'application/json' };
  return typedAnswerOf<T>(await fetch(url, { signal, headers }), has);
}

/** Why one crossing works, or does not: policy by policy. */
export const crossingProofQuery = (crossingId: string) =>
  queryOptions({
    queryKey: ['crossing-proof', crossingId],
    queryFn: ({ signal }) =>
      readJson<CrossingProof>(
        `/api/v1/crossings/${encodeURIComponent(crossingId)}/proof`,
        signal,
        'nodes',
      ),
    staleTime: PROOF_KEPT_MS,
  });

/** The versions of a role's trust policy. A new reading may bring another at any time. */
export const trustHistoryQuery = (roleArn: string) =>
  queryOptions({
    queryKey: ['trust-history', roleArn],
    queryFn: ({ signal }) =>
      readJson<TrustHistoryView>(
        `/api/v1/roles/trust-history?role=${encodeURIComponent(roleArn)}`,
        signal,
        'versions',
      ),
  });

/** Whether nothing is asked yet. */
export const isBlank = ({ told: _, ...texts }: DenialQuestion): boolean =>
  Object.values(texts).every((text) => text.trim() === '');

/** Which gate refused what a pasted message is about. The message is forgotten with the page. */
export const diagnosisQuery = (diagnosesUrl: string, question: DenialQuestion) =>
  queryOptions({
    queryKey: ['diagnosis', diagnosesUrl, question],
    queryFn: async ({ signal }) => {
      const response = await fetch(diagnosesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(question),
        signal,
      });
      return typedAnswerOf<DiagnosisView>(response, 'missing');
    },
    enabled: !isBlank(question),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

/** What a role asks of tokens, and what it makes of the claims that it names. */
export const tokenQuery = (tokenUrl: string, question: TokenAsked | null) =>
  queryOptions({
    queryKey: ['token', tokenUrl, question],
    queryFn: async ({ signal }) => {
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(question),
        signal,
      });
      return typedAnswerOf<TokenView>(response, 'trusted');
    },
    enabled: question !== null,
    gcTime: 0,
    retry: false,
  });

/** How far a reading is; asked every second until it is done. */
export const syncStatusQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['sync', syncId],
    queryFn: ({ signal }) =>
      readJson<SyncStatus>(
        `/api/v1/syncs/${encodeURIComponent(syncId)}`,
        signal,
        'accountsTotal',
      ),
    refetchInterval: (query) =>
      query.state.data?.state === 'done' ? false : POLL_EVERY_MS,
  });
