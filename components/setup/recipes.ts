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
    id: 'workload-bucket',
    title: 'Workload to a bucket (SSE-KMS)',
    sentence:
      'What runs in one account reads or writes a bucket of another as itself, encrypted with the bucket’s own key.',
    fits: 'Fits an instance, a function or a task that keeps its role while it uses the bucket. Role, bucket policy and key policy have to agree, and all three are written. People and tools that can change roles share by role instead.',
    trustedHalf: 'role of a service',
    trustingHalf: 'bucket, key',
    isOutside: false,
  },
  {
    id: 'people',
    title: 'Role for people',
    sentence:
      'Users, a group or a role of one account become a role in another, and do there what its policies say.',
    fits: 'Fits people who work in several accounts: they sign in once and get temporary keys, with a second factor. Workloads that need one bucket are better served by a role for that bucket.',
    trustedHalf: 'people',
    isOutside: false,
    trustingHalf: 'role, policies',
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
