import type { DocumentKind } from '@/lib/iam/validate/document-kind';
import { documentSize } from '@/lib/iam/validate/document-size';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import type { CollectedAccount } from '@/lib/iam/world';
import type { PlannedStep } from '@/lib/ports';
import { policiesOf } from '../world/document-in';

/** How much of AWS's limit a document takes once it is written. */
type DocumentSize = { sizeCharacters: number; limitCharacters: number };

/**
 * Limits of AWS, in characters. Of inline policies the sum of a holder counts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const LIMITS = {
  trust: NUMBER_RULES.TrustPolicyLength.max,
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

/** How long a trust policy may be in an account; AWS's default where its quotas were not read. */
export const trustLimitIn = (account: CollectedAccount | undefined): number =>
  limitIn(account, 'trust');

/** A document of its own, counted as AWS counts it: IAM leaves white space out. */
function sizeAlone(text: string, kind: DocumentKind): DocumentSize {
  const { used, limit } = documentSize(text, kind);
  return { sizeCharacters: used, limitCharacters: limit };
}

const charactersOf = (document: unknown): number =>
  documentSize(
    typeof document === 'string' ? document : JSON.stringify(document),
    'identity',
  ).used;

/** Size of what a step leaves behind, with the other inline policies of the same holder. */
export function sizeOf(
  { target, after }: Pick<PlannedStep, 'target' | 'after'>,
  account: CollectedAccount | undefined,
): DocumentSize {
  const text = after ?? '';
  switch (target.kind) {
    case 'role':
    case 'trust':
      return { ...sizeAlone(text, 'trust'), limitCharacters: trustLimitIn(account) };
    case 'bucket-policy':
      return sizeAlone(text, 'bucket');
    case 'key-policy':
      return sizeAlone(text, 'key');
    // A managed policy has one limit, whatever it is for.
    case 'managed-policy':
    case 'policy-document':
      return sizeAlone(text, 'boundary');
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
