import { judgeCondition, type ParsedCondition } from '../conditions/condition';
import { patternsOf } from '../formula/key-choices';
import { witnessTexts } from '../formula/witness-texts';
import { wildcardGlob } from '../parse/glob';
import type { Caller } from './caller';

/**
 * A condition on `aws:userid` where a role asks and the name of its session is open: the key
 * is the role's id, a colon and that name. Null where the name makes a difference.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function judgeEverySession(
  condition: ParsedCondition,
  caller: Caller,
): boolean | null {
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
