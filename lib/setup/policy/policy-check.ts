import * as z from 'zod';

/** Longer texts are no policy that AWS would take. */
const TEXT_MAX = 20_000;

export const PolicyText = z.strictObject({
  text: z.string().max(TEXT_MAX),
  kind: z.enum(['identity', 'trust']),
});
export type PolicyText = z.infer<typeof PolicyText>;

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
