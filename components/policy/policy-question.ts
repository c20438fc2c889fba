import { ACCOUNT_ID_PATTERN } from '@/lib/core/patterns';
import type { PolicyQuestion } from '@/lib/setup/policy/policy-check';
import { POLICY_TEXT_MAX } from '@/lib/setup/policy/policy-text-max';
import type { PolicyFieldProps } from './policy-props';

/** What is asked about a text, for the account where its id is whole. */
export function questionOf(
  { kind, accountId }: Pick<PolicyFieldProps, 'kind' | 'accountId'>,
  text: string,
): PolicyQuestion {
  const isWhole = accountId !== undefined && ACCOUNT_ID_PATTERN.test(accountId);
  return { text, kind, ...(isWhole && { accountId }) };
}

/** Longer texts are refused at their field, and nobody asks about them. */
export const canAsk = ({ text }: PolicyQuestion): boolean =>
  text.length <= POLICY_TEXT_MAX;
