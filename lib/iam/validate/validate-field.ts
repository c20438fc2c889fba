import { isAccepted } from './field-rule';
import { FIELD_RULES, type FieldName } from './field-rules';

export type FieldVerdict =
  | { valid: true }
  | { valid: false; reason: `invalid-${string}`; message: string };

export const isKnownField = (field: string): field is FieldName =>
  Object.hasOwn(FIELD_RULES, field);

/**
 * Checks one value against AWS's limits and naming rules. Never throws.
 *
 * @param value text, or a number for lengths, counts and seconds; lengths are characters,
 *   without white space for IAM policies, and bytes for policies of buckets and keys
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function validateField(field: FieldName, value: unknown): FieldVerdict {
  const rule = FIELD_RULES[field];
  if (isAccepted(rule, value)) return { valid: true };
  return { valid: false, reason: `invalid-${field}`, message: rule.message };
}
