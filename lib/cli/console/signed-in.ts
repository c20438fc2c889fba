import os from 'node:os';
import * as z from 'zod';

/** What the console gives a computer that was let in. */
export const SignedIn = z.object({
  token: z.string(),
  expiresAt: z.string(),
  person: z.string(),
  workspace: z.string(),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** The computer's name in the letters that the console takes. */
export const computerName = (): string =>
  os
    .hostname()
    .replace(/[^\w.-]/g, '-')
    .slice(0, 64) || 'computer';
