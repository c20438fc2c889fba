import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';
import type { RequestState } from './request-state';

const DAY_SECONDS = 24 * 3600;
const ACCESS_SECONDS_MIN = 900;
const ACCESS_SECONDS_MAX = 7 * DAY_SECONDS;
const ROLES_AT_ONCE_MAX = 20;

const note = z.string().trim().max(500, 'At most 500 characters.').default('');

export const AskInput = z.strictObject({
  roleArns: z
    .array(RoleArn)
    .min(1, 'Choose a role.')
    .max(ROLES_AT_ONCE_MAX, `At most ${ROLES_AT_ONCE_MAX} roles at once.`)
    .transform((arns) => [...new Set(arns)]),
  reason: z
    .string()
    .trim()
    .min(3, 'Say why, for those who decide.')
    .max(1_000, 'At most 1,000 characters.'),
  ticket: z.string().trim().max(100, 'At most 100 characters.').default(''),
  durationSeconds: z
    .number()
    .int()
    .min(ACCESS_SECONDS_MIN, 'At least 15 minutes.')
    .max(ACCESS_SECONDS_MAX, 'At most 7 days.'),
  /** ISO 8601; empty means at once. */
  startsAt: z
    .union([z.literal(''), z.iso.datetime({ offset: true })])
    .transform((text) => (text ? new Date(text) : null))
    .default(null),
  /** Breaks the glass of a role that could be asked for as well. */
  isBreakGlass: z.boolean().default(false),
});
export type AskInput = z.infer<typeof AskInput>;

export const DecideInput = z.strictObject({
  requestId: z.string().min(1),
  isApproval: z.boolean(),
  note,
});
export type DecideInput = z.infer<typeof DecideInput>;

export const OneRequestInput = z.strictObject({ requestId: z.string().min(1) });
export type OneRequestInput = z.infer<typeof OneRequestInput>;

export const ReviewInput = z.strictObject({
  requestId: z.string().min(1),
  note: z
    .string()
    .trim()
    .min(3, 'Say what you found.')
    .max(500, 'At most 500 characters.'),
});
export type ReviewInput = z.infer<typeof ReviewInput>;

export const RequestsFilter = z.object({
  show: z.enum(['mine', 'decide', 'all']).default('mine'),
});
export type RequestsFilter = z.infer<typeof RequestsFilter>;

/** A request as a page or a program shows it. */
export type RequestView = {
  id: string;
  batchId: string;
  roleArn: string;
  roleName: string;
  accountName: string;
  requesterName: string;
  isBreakGlass: boolean;
  reason: string;
  ticket: string;
  durationSeconds: number;
  state: RequestState;
  /** What that means, in a sentence. */
  sentence: string;
  decisions: { name: string; isApproval: boolean; note: string; at: string }[];
  /** ISO 8601, UTC. */
  createdAt: string;
  startsAt: string;
  lapsesAt: string;
  endsAt: string | null;
  review: { name: string; note: string; at: string } | null;
  /** What the reader can do with it. */
  may: {
    decide: boolean;
    cancel: boolean;
    end: boolean;
    review: boolean;
    use: boolean;
    extend: boolean;
  };
};

/** What the form that asks is opened with. */
export type AskFill = {
  roleArns: string[];
  reason?: string;
  ticket?: string;
  durationSeconds?: number;
};

export type RequestsView = {
  rows: RequestView[];
  decideTotal: number;
  mayOversee: boolean;
};

/** A role that the reader can ask for. */
export type AskOption = {
  roleArn: string;
  roleName: string;
  accountId: string;
  accountName: string;
  isBreakGlass: boolean;
  /** Whether a glass of it may be broken, beside asking or instead. */
  mayBreakGlass: boolean;
  /** Whom it takes, in words. */
  needs: string;
};
