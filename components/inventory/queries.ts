import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod';
import { answerOf } from '@/components/ui/answer-of';
import type { DiagnosisView } from '@/lib/inventory/doctor/diagnosis';
import type { TokenView } from '@/lib/inventory/doctor/token-view';
import type { DenialQuestion, TokenQuestion } from '@/lib/inventory/questions';
import type { TrustHistoryView } from '@/lib/inventory/role-schema';
import { type CrossingProof, SyncStatus } from '@/lib/inventory/schema';

type TokenAsked = Omit<TokenQuestion, 'role'> & { role: string };

const POLL_EVERY_MS = 1_000;
const PROOF_KEPT_MS = 60_000;

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  return answerOf(await fetch(url, { signal, headers: { accept: 'application/json' } }));
}

/** Our own server writes this shape; the members that the page cannot do without are checked. */
const ProofAnswer = z.custom<CrossingProof>(
  (value) =>
    z
      .object({
        sentence: z.string(),
        nodes: z.array(z.object({ id: z.string(), lines: z.array(z.unknown()) })),
        bridge: z.object({ deck: z.string(), left: z.unknown(), right: z.unknown() }),
      })
      .safeParse(value).success,
  'The proof could not be read.',
);

/** Why one crossing works, or does not: policy by policy. */
export const crossingProofQuery = (crossingId: string) =>
  queryOptions({
    queryKey: ['crossing-proof', crossingId],
    queryFn: async ({ signal }) =>
      ProofAnswer.parse(
        await readJson(
          `/api/v1/crossings/${encodeURIComponent(crossingId)}/proof`,
          signal,
        ),
      ),
    staleTime: PROOF_KEPT_MS,
  });

const TrustHistoryAnswer = z.custom<TrustHistoryView>(
  (value) =>
    z
      .object({
        versions: z.array(z.object({ number: z.number(), text: z.string() })),
        readingsTotal: z.number(),
      })
      .safeParse(value).success,
  'The history could not be read.',
);

/** The versions of a role's trust policy. A new reading may bring another at any time. */
export const trustHistoryQuery = (roleArn: string) =>
  queryOptions({
    queryKey: ['trust-history', roleArn],
    queryFn: async ({ signal }) =>
      TrustHistoryAnswer.parse(
        await readJson(
          `/api/v1/roles/trust-history?role=${encodeURIComponent(roleArn)}`,
          signal,
        ),
      ),
  });

const DiagnosisAnswer = z.custom<DiagnosisView>(
  (value) =>
    z
      .object({
        missing: z.array(z.string()),
        diagnosis: z
          .object({
            nodes: z.array(z.unknown()),
            mends: z.array(z.unknown()),
            notCollected: z.array(z.string()),
          })
          .nullable(),
      })
      .safeParse(value).success,
  'The diagnosis could not be read.',
);

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
      return DiagnosisAnswer.parse(await answerOf(response));
    },
    enabled: Object.values(question).some((text) => text.trim() !== ''),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

const TokenAnswer = z.custom<TokenView>(
  (value) =>
    z
      .object({
        roleName: z.string(),
        accountName: z.string(),
        trusted: z.array(z.object({ host: z.string(), claims: z.array(z.string()) })),
        registered: z.array(z.object({ host: z.string() })).nullable(),
        diagnosis: z.object({ nodes: z.array(z.unknown()) }).nullable(),
      })
      .safeParse(value).success,
  'The answer could not be read.',
);

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
      return TokenAnswer.parse(await answerOf(response));
    },
    enabled: question !== null,
    gcTime: 0,
    retry: false,
  });

/** How far a reading is; asked every second until it is done. */
export const syncStatusQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['sync', syncId],
    queryFn: async ({ signal }) =>
      SyncStatus.parse(
        await readJson(`/api/v1/syncs/${encodeURIComponent(syncId)}`, signal),
      ),
    refetchInterval: (query) =>
      query.state.data?.state === 'done' ? false : POLL_EVERY_MS,
  });
