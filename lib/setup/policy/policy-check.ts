import * as z from 'zod';
import { AccountId } from '@/lib/core/ids';
import { POLICY_TEXT_MAX } from './policy-text-max';

export const PolicyText = z.strictObject({
  text: z.string().max(POLICY_TEXT_MAX),
  kind: z.enum(['identity', 'trust']),
  /** The account it is written for, where that is known: it has quotas of its own. */
  accountId: AccountId.optional(),
});
export type PolicyText = z.infer<typeof PolicyText>;
/** The same, as a page asks it. */
export type PolicyQuestion = z.input<typeof PolicyText>;

/** A change of the text that mends a finding. */
export type TextFix = { label: string; from: number; to: number; insert: string };

export type PolicyFinding = {
  /** `error`: AWS would refuse the text. `warning`: it would not, and somebody should look. */
  severity: 'error' | 'warning' | 'info';
  /** Where the value begins that it is about. */
  at: number;
  /** From 1. */
  line: number;
  /** One sentence: what is so, and what to do. */
  message: string;
  /** One sentence: what somebody could do with it; null when that is plain. */
  why: string | null;
  fix: TextFix | null;
};

/** What is to be said about a policy while it is typed. */
export type PolicyCheck = {
  size: {
    used: number;
    limit: number;
    unit: 'characters' | 'bytes';
    isSpaceCounted: boolean;
  };
  /** In the order of the text. */
  findings: PolicyFinding[];
  /** What the value that begins at a place means, in plain words. */
  says: { at: number; words: string }[];
};
