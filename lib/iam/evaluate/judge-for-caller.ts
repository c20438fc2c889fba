import {
  judgeCondition,
  type ParsedCondition,
  type Verdict,
} from '../conditions/condition';
import { patternsOf } from '../formula/key-choices';
import { witnessTexts } from '../formula/witness-texts';
import { wildcardGlob } from '../parse/glob';
import type { Lookup } from '../parse/template';
import type { Caller } from './caller';

/**
 * Judges a condition for a caller. Of a role that asks, the name of its session is open, and
 * with it a part of `aws:userid`: where every name gives one verdict, that is the verdict.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function judgeForCaller(
  condition: ParsedCondition,
  lookup: Lookup,
  caller: Caller,
): Verdict {
  const verdict = judgeCondition(condition, lookup);
  if (typeof verdict === 'boolean') return verdict;
  return judgeEverySession(condition, caller) ?? verdict;
}

/** The verdict on any session of a role; null where the session's name makes a difference. */
function judgeEverySession(condition: ParsedCondition, caller: Caller): boolean | null {
  if (condition.key.toLowerCase() !== 'aws:userid') return null;
  const isConstant = condition.values.every(({ constant }) => constant !== null);
  if (!isConstant || caller.kind !== 'role' || !caller.role) return null;
  const start = `${caller.role.RoleId}:`;
  const anySession = {
    glob: wildcardGlob(`${start}*`),
    isArn: false,
    ignoresCase: false,
  };
  const texts = witnessTexts([anySession, ...patternsOf({ condition })]) ?? [];
  const verdicts = texts
    .filter((text) => text.startsWith(start))
    .map((text) => judgeCondition(condition, () => [text]) === true);
  const [first = null] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : null;
}
