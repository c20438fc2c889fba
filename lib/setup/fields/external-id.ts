import { validateField } from '@/lib/iam/validate/validate-field';
import { cleanTyped } from './clean-typed';
import { empty, type Field, right, wrong } from './field';

/**
 * The external ID to ask for; null when none is asked for.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function resolveExternalId(
  isRequired: boolean,
  typed: string,
): Field<string | null> {
  if (!isRequired) return right(null);
  const text = cleanTyped(typed);
  if (text === '') return empty;
  const verdict = validateField('ExternalId', text);
  if (!verdict.valid) return wrong(verdict.message);
  return right(text);
}
