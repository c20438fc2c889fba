import type { RecipeId } from '@/lib/setup/schema';

export type RecipeView = {
  id: RecipeId;
  title: string;
  /** What it builds, in one sentence. */
  sentence: string;
  /** When it is the right method, and when it is not. */
  fits: string;
  /** Who borrows, in one word. */
  trustedTitle: string;
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
    trustedTitle: 'Trusted',
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
    trustedTitle: 'Workload',
    trustedHalf: 'role of a service',
    trustingHalf: 'bucket, key',
    isOutside: false,
  },
  {
    id: 'bucket-policy',
    title: 'Bucket policy only (no role)',
    sentence:
      'A user or role that is there is named in the policy of a bucket in another account, and uses it as itself.',
    fits: 'Fits one or a few principals and tools that cannot change roles: bucket policy, key policy and their own policy are written, and no role is made. For groups, many principals or work in the AWS console share by role instead.',
    trustedTitle: 'Principal',
    trustedHalf: 'user or role',
    trustingHalf: 'bucket, key',
    isOutside: false,
  },
  {
    id: 'people',
    title: 'Role for people',
    sentence:
      'Users, a group or a role of one account become a role in another, and do there what its policies say.',
    fits: 'Fits people who work in several accounts: they sign in once and get temporary keys, with a second factor. Workloads that need one bucket are better served by a role for that bucket.',
    trustedTitle: 'Trusted',
    trustedHalf: 'people',
    trustingHalf: 'role, policies',
    isOutside: false,
  },
  {
    id: 'vendor',
    title: 'Vendor with external ID',
    sentence:
      'Another organisation becomes a role of yours, and only when it names the external ID that it issued to you.',
    fits: 'Fits a product or a service provider that works in your account from its own AWS account. For accounts of your own organisation share by role instead.',
    trustedTitle: 'Vendor',
    trustedHalf: 'its account',
    trustingHalf: 'role',
    isOutside: true,
  },
  {
    id: 'ci-oidc',
    title: 'CI by OIDC: GitHub, GitLab, any issuer',
    sentence:
      'Workflows become a role by the token that each run gets, and no key is stored anywhere.',
    fits: 'Fits pipelines and workloads outside AWS whose issuer signs tokens. A pipeline that runs in AWS has a role of its own: share by role instead.',
    trustedTitle: 'Workflow',
    trustedHalf: 'its token',
    isOutside: false,
    trustingHalf: 'provider, role',
  },
  {
    id: 'eks',
    title: 'EKS service account',
    sentence:
      'Pods of one service account become a role by the token that Kubernetes gives them.',
    fits: 'Fits a cluster with an OIDC provider (IRSA). Where the cluster runs the Pod Identity agent, trust the service pods.eks.amazonaws.com instead.',
    trustedTitle: 'Pod',
    trustedHalf: 'its token',
    isOutside: false,
    trustingHalf: 'provider, role',
  },
  {
    id: 'aws-service',
    title: 'Role for an AWS service',
    sentence:
      'A service such as Lambda, ECS or Step Functions becomes a role to work with, for your own resources.',
    fits: 'Fits what runs in AWS in the role’s own account. For a workload of another account give it a role there and share by role.',
    trustedTitle: 'Service',
    trustedHalf: 'AWS itself',
    isOutside: false,
    trustingHalf: 'role',
  },
  {
    id: 'saml',
    title: 'People by SAML',
    sentence:
      'People whom your identity provider signs in become a role, in the console or by the command line.',
    fits: 'Fits an identity provider that is registered in one account. With IAM Identity Center take the account access manager or a permission set instead.',
    trustedTitle: 'People',
    trustedHalf: 'their sign-in',
    isOutside: false,
    trustingHalf: 'provider, role',
  },
  {
    id: 'identity-center',
    title: 'Account access manager: Identity Center users to a role',
    sentence:
      'Users and groups of IAM Identity Center are assigned to a role of this account.',
    fits: 'Fits accounts whose people sign in by Identity Center and shall keep one role of yours. Who is assigned is decided in the account access manager.',
    trustedTitle: 'Users',
    trustedHalf: 'Identity Center',
    isOutside: false,
    trustingHalf: 'role',
  },
  {
    id: 'blank',
    title: 'Written by hand',
    sentence:
      'You write the trust policy and the others as JSON, beside a form that follows them and that they follow.',
    fits: 'Fits what no other recipe makes. What the form does not show stays as you wrote it. Services and identity providers have recipes of their own.',
    trustedTitle: 'Trusted',
    trustedHalf: 'whom you name',
    isOutside: false,
    trustingHalf: 'role, policies',
  },
];
