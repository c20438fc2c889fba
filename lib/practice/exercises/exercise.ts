import type { View } from './view';

/** One thing that has to be true of the world, as a sentence that says it. */
export type Check = { says: string; holds: (view: View) => boolean };

/** Something to put right in the practice accounts. Solved when every check holds. */
export type Exercise = {
  id: string;
  title: string;
  /** The account where the mistake is. */
  accountId: string;
  /** ARN of what is wrong or missing. */
  subject: string;
  /** What is wrong, and why it matters. */
  story: string;
  /** What to reach; how is left open. */
  goal: string;
  /** Each says a little more than the one before. */
  hints: readonly string[];
  /** AWS's page on it. */
  readMore: string;
  checks: readonly Check[];
};
