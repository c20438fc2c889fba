import type { DocumentKind } from './document-kind';
import type { NumberRule } from './field-rule';
import { NUMBER_RULES } from './number-rules';
import { policyCharacters } from './policy-size';

export type DocumentSize = {
  used: number;
  /** What AWS takes at most, unless it was asked for more. */
  limit: number;
  unit: 'characters' | 'bytes';
  /** Whether white space counts. */
  isSpaceCounted: boolean;
  /** One sentence: what to do about a document that is too long. */
  message: string;
};

type Measure = Pick<DocumentSize, 'unit' | 'isSpaceCounted'> & {
  of: (text: string) => number;
};

const WITHOUT_SPACE: Measure = {
  of: policyCharacters,
  unit: 'characters',
  isSpaceCounted: false,
};
const CHARACTERS: Measure = {
  of: (text) => text.length,
  unit: 'characters',
  isSpaceCounted: true,
};
const BYTES: Measure = {
  of: (text) => new TextEncoder().encode(text).length,
  unit: 'bytes',
  isSpaceCounted: true,
};

/** IAM leaves white space out, STS and Organizations count it, S3 and KMS count bytes. */
const SIZES: Record<DocumentKind, { rule: NumberRule; measure: Measure }> = {
  trust: { rule: NUMBER_RULES.TrustPolicyLength, measure: WITHOUT_SPACE },
  identity: { rule: NUMBER_RULES.InlinePolicyTotalRole, measure: WITHOUT_SPACE },
  boundary: { rule: NUMBER_RULES.ManagedPolicyLength, measure: WITHOUT_SPACE },
  session: { rule: NUMBER_RULES.SessionPolicyLength, measure: CHARACTERS },
  scp: { rule: NUMBER_RULES.ServiceControlPolicyLength, measure: CHARACTERS },
  rcp: { rule: NUMBER_RULES.ResourceControlPolicyLength, measure: CHARACTERS },
  bucket: { rule: NUMBER_RULES.BucketPolicyLength, measure: BYTES },
  key: { rule: NUMBER_RULES.KeyPolicyLength, measure: BYTES },
};

/**
 * How much of its quota a document takes, counted as AWS counts it.
 *
 * @param kind where the document is to hang; `identity` has the widest limit, a role's
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function documentSize(text: string, kind: DocumentKind): DocumentSize {
  const { rule, measure } = SIZES[kind];
  const { unit, isSpaceCounted } = measure;
  return {
    used: measure.of(text),
    limit: rule.max,
    unit,
    isSpaceCounted,
    message: rule.message,
  };
}
