import * as z from 'zod';

export type ActivityRow = {
  sequence: number;
  /** ISO 8601, UTC. */
  at: string;
  actor: string;
  event: string;
  sentence: string;
  outcome: 'intent' | 'ok' | 'refused' | 'failed';
  target: string | null;
  planId: string | null;
};

export const ActivityFilter = z.object({
  q: z.string().max(200).default(''),
  event: z.string().max(64).default(''),
  before: z.coerce.number().int().optional(),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;

export type ActivityPage = {
  rows: ActivityRow[];
  nextBefore: number | null;
  events: string[];
  /** The hash chain was verified up to the newest row. */
  chain: { isIntact: boolean; rowsTotal: number; firstBadSequence: number | null };
};
