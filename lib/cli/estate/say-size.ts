import type { NumberRule } from '@/lib/iam/validate/field-rule';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { policyCharacters } from '@/lib/iam/validate/policy-size';

/** How long documents may be, and in what AWS counts them. */
export type Limit = {
  max: number;
  unit: 'characters' | 'bytes';
  measure: (text: string) => number;
};

const limit = (
  { max, raisableTo }: NumberRule,
  measure: Limit['measure'],
  unit: Limit['unit'] = 'characters',
): Limit => ({ max: raisableTo ?? max, unit, measure });

const characters = (text: string): number => text.length;
const bytes = (text: string): number => Buffer.byteLength(text);

/** IAM leaves white space out, Organizations counts it, S3 and KMS count bytes. */
export const LIMITS = {
  trust: limit(NUMBER_RULES.TrustPolicyLength, policyCharacters),
  managed: limit(NUMBER_RULES.ManagedPolicyLength, policyCharacters),
  user: limit(NUMBER_RULES.InlinePolicyTotalUser, policyCharacters),
  group: limit(NUMBER_RULES.InlinePolicyTotalGroup, policyCharacters),
  role: limit(NUMBER_RULES.InlinePolicyTotalRole, policyCharacters),
  bucket: limit(NUMBER_RULES.BucketPolicyLength, bytes, 'bytes'),
  key: limit(NUMBER_RULES.KeyPolicyLength, bytes, 'bytes'),
  scp: limit(NUMBER_RULES.ServiceControlPolicyLength, characters),
  rcp: limit(NUMBER_RULES.ResourceControlPolicyLength, characters),
};

/** That texts are together longer than AWS takes; none when they are not. */
export function saySize(
  texts: string[],
  { max, unit, measure }: Limit,
  place: string,
): string[] {
  const sumOf = (sizeOf: Limit['measure']) =>
    texts.reduce((sum, text) => sum + sizeOf(text), 0);
  // No text counts more characters than it has: most need no closer look.
  if (unit === 'characters' && sumOf(characters) <= max) return [];
  const size = sumOf(measure);
  return size > max
    ? [`${place}: ${size} ${unit}, more than the ${max} that AWS takes`]
    : [];
}
