import { cleanTyped } from '@/lib/core/clean-typed';
import { validateField } from '@/lib/iam/validate/validate-field';
import { empty, type Field, right, wrong } from './field';

/**
 * The external ID to ask for.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function resolveExternalId(typed: string): Field<string[]> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const verdict = validateField('ExternalId', text);
  return verdict.valid ? right([text]) : wrong(verdict.message);
}
