import { cleanTyped } from '@/lib/core/clean-typed';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { DraftFields } from '../schema';
import { type Field, right, rightOf, wrong } from './field';

/** The name of the managed policy that is the trusted half; empty for the usual one. */
export function resolveHalfName({
  assumeAs,
  assumePolicyName,
}: Pick<DraftFields, 'assumeAs' | 'assumePolicyName'>): Field<string> {
  const name = cleanTyped(assumePolicyName);
  if (assumeAs === 'inline' || name === '') return right('');
  if (name.includes('/')) return wrong('Give the name alone, without a path.');
  const verdict = validateField('PolicyName', name);
  return verdict.valid ? right(name) : wrong(verdict.message);
}

/** The same as a request holds it: null where the half is an inline policy. */
export const managedHalfOf = (fields: DraftFields): string | null =>
  fields.assumeAs === 'managed' ? (rightOf(resolveHalfName(fields)) ?? '') : null;
