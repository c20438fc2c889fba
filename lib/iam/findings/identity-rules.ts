import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';
import { type Finding, finding } from './finding';
import { coversEverything } from './permissions';

const ASSUME = 'sts:assumerole';

/** Grants in a user's, group's or role's own policies that open more than they seem to. */
export function identityFindings(statement: ParsedStatement, subject: string): Finding[] {
  const { effect, action, conditions } = statement;
  const isWide = effect === 'Allow' && coversEverything(statement);
  if (!isWide || conditions.length > 0 || !matchAction(action, ASSUME)) return [];
  if (action.isNegated) {
    const message =
      'Everything but the listed actions includes taking any role: list what is needed.';
    return [finding('notaction-allow-sts', subject, message)];
  }
  const namesSts = action.patterns.some(
    (pattern) =>
      pattern.text.startsWith('sts:') &&
      matchAction({ isNegated: false, patterns: [pattern] }, ASSUME),
  );
  if (!namesSts) return [];
  const message = 'This reaches every role that trusts the account: name the roles.';
  return [finding('assume-any-role', subject, message)];
}
