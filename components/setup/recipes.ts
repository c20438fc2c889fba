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
  /** The borrower is another organisation. */
  isOutside: boolean;
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
    isOutside: false,
  },
  {
    id: 'vendor',
    title: 'Vendor with external ID',
    sentence:
      'Another organisation becomes a role of yours, and only when it names the external ID that it issued to you.',
    fits: 'Fits a product or a service provider that works in your account from its own AWS account. For accounts of your own organisation share by role instead.',
    trustedHalf: 'its account',
    trustingHalf: 'role',
    isOutside: true,
  },
];
