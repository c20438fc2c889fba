import {
  judgeCondition,
  type ParsedCondition,
  type Verdict,
} from '../conditions/condition';
import { patternsOf } from '../formula/key-choices';
import { witnessTexts } from '../formula/witness-texts';
import { globMatches, wildcardGlob } from '../parse/glob';
import { globsMeet } from '../parse/globs-meet';
import type { Lookup } from '../parse/template';
import { type Caller, isOfOpenPath } from './caller';

/**
 * Judges a condition for a caller that is known in part. Of a role that asks, the name of its
 * session is open, and with it a part of `aws:userid`; of a session whose account nobody read,
 * the unique id of its role, the other part, and the role's path, a part of `aws:PrincipalArn`. Where every value it may have
 * gives one verdict, that is the verdict.
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
  const { key, values } = condition;
  const isConstant = values.every(({ constant }) => constant !== null);
  if (!isConstant || lookup(key) !== 'unknown') return verdict;
  return judgeEveryValue(condition, formsOf(key.toLowerCase(), caller)) ?? verdict;
}

/** What the value of a key may look like, as patterns; none where nothing of it is known. */
function formsOf(key: string, caller: Caller): string[] {
  if (key === 'aws:userid' && (caller.kind === 'role' || caller.kind === 'session')) {
    const sessionName = caller.kind === 'session' ? caller.sessionName : '*';
    return [`${caller.role?.RoleId ?? 'AROA*'}:${sessionName}`];
  }
  if (key === 'aws:principalarn' && isOfOpenPath(caller)) {
    const start = `arn:${caller.partition}:iam::${caller.accountId}:role/`;
    return [`${start}${caller.name}`, `${start}*/${caller.name}`];
  }
  return [];
}

/** The verdict on any value of the forms; null where the value makes a difference. */
function judgeEveryValue(condition: ParsedCondition, forms: string[]): boolean | null {
  const globs = forms.map(wildcardGlob);
  const patterns = patternsOf({ condition }).filter(
    ({ glob, ignoresCase }) => ignoresCase || globs.some((form) => globsMeet(form, glob)),
  );
  const wanted = globs.map((glob) => ({ glob, isArn: false, ignoresCase: false }));
  const verdicts = (witnessTexts([...wanted, ...patterns]) ?? [])
    .filter((text) => globs.some((glob) => globMatches(glob, text)))
    .map((text) => judgeCondition(condition, () => [text]) === true);
  const [first = null] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : null;
}
