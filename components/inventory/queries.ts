import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';
import { type CrossingProof, SyncStatus } from '@/lib/inventory/schema';

const POLL_EVERY_MS = 1_000;
const PROOF_KEPT_MS = 60_000;

/** Body of a refusal (RFC 9457); `detail` is the sentence for the person. */
const Problem = z.object({ detail: z.string() });

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const problem = Problem.safeParse(body);
  throw new Error(
    problem.success
      ? problem.data.detail
      : `The console answered HTTP ${response.status}.`,
  );
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
