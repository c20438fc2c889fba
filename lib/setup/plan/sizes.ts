import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import type { CollectedAccount } from '@/lib/iam/world';
import type { PlannedStep } from '@/lib/ports';
import { policiesOf } from '../world/document-in';

/** How much of AWS's limit a document takes once it is written. */
type DocumentSize = { sizeCharacters: number; limitCharacters: number };

/**
 * Limits of AWS, in characters, and in bytes for S3 and KMS. White space is not counted in inline
 * policies, whose sum counts; elsewhere we count every character, to be on the safe side.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const LIMITS = {
  trust: NUMBER_RULES.TrustPolicyLength.max,
  bucket: NUMBER_RULES.BucketPolicyLength.max,
  key: NUMBER_RULES.KeyPolicyLength.max,
  user: NUMBER_RULES.InlinePolicyTotalUser.max,
  group: NUMBER_RULES.InlinePolicyTotalGroup.max,
  role: NUMBER_RULES.InlinePolicyTotalRole.max,
};

/** What AWS has given the account beyond its defaults, as GetAccountSummary calls it. */
const QUOTAS = {
  trust: 'AssumeRolePolicySizeQuota',
  user: 'UserPolicySizeQuota',
  group: 'GroupPolicySizeQuota',
  role: 'RolePolicySizeQuota',
} as const;

const limitIn = (
  account: CollectedAccount | undefined,
  kind: keyof typeof QUOTAS,
): number => account?.Summary?.[QUOTAS[kind]] ?? LIMITS[kind];

const charactersOf = (document: unknown): number =>
  policyCharacters(typeof document === 'string' ? document : JSON.stringify(document));

/** Size of what a step leaves behind, with the other inline policies of the same holder. */
export function sizeOf(
  { target, after }: Pick<PlannedStep, 'target' | 'after'>,
  account: CollectedAccount | undefined,
): DocumentSize {
  const text = after ?? '';
  switch (target.kind) {
    case 'role':
    case 'trust':
      return { sizeCharacters: text.length, limitCharacters: limitIn(account, 'trust') };
    case 'bucket-policy':
      return { sizeCharacters: bytesOf(text), limitCharacters: LIMITS.bucket };
    case 'key-policy':
      return { sizeCharacters: bytesOf(text), limitCharacters: LIMITS.key };
    case 'inline-policy': {
      const others = (account && policiesOf(account, target)) ?? [];
      const documents = others
        .filter(({ PolicyName }) => PolicyName !== target.policyName)
        .map(({ PolicyDocument }) => PolicyDocument);
      const sizeCharacters = [...documents, ...(after === null ? [] : [after])]
        .map(charactersOf)
        .reduce((sum, size) => sum + size, 0);
      return { sizeCharacters, limitCharacters: limitIn(account, target.principal) };
    }
    default:
      return { sizeCharacters: 0, limitCharacters: 0 };
  }
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
