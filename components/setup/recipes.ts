import type { RecipeId } from '@/lib/setup/schema';

export type RecipeView = {
  id: RecipeId;
  title: string;
  /** What it builds, in one sentence. */
  sentence: string;
  /** When it is the right method, and when it is not. */
  fits: string;
  /** What is written in the trusted and in the trusting account. */
  trustedHalf: string;
  trustingHalf: string;
};

export const RECIPES: RecipeView[] = [
  {
    id: 'share-bucket',
    title: 'Share a bucket by role',
    sentence:
      'People or workloads of one account become a role beside the bucket in another, and read or write there.',
    fits: 'Fits people and tools that can assume a role: they get temporary keys and nothing is shared with the whole account. A tool that cannot change roles needs a bucket policy instead.',
    trustedHalf: 'people, workloads',
    trustingHalf: 'role, bucket',
  },
];
