import type { ParsedCondition } from '../conditions/condition';
import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';

/** The conditions of a statement on one key; letter case does not matter. */
export const conditionsOn = (
  { conditions }: ParsedStatement,
  name: string,
): ParsedCondition[] =>
  conditions.filter(({ key }) => key.toLowerCase() === name.toLowerCase());

/** Whether a condition holds for a request that lacks its key. */
export const holdsWithoutKey = ({ operator, values }: ParsedCondition): boolean => {
  if (!operator.compare) return values.some(({ raw }) => raw.toLowerCase() === 'true');
  return (
    operator.set === 'all' ||
    operator.isIfExists ||
    (operator.set === null && operator.isNegated)
  );
};

const TEXT = /^(?:String(?:Equals|Like|EqualsIgnoreCase)|Arn(?:Equals|Like))$/;

/**
 * A condition that keeps callers out: the key must be there and have one of the values.
 * `…IfExists`, `ForAllValues`, negated operators and a lone `*` let others through.
 */
export function isStrict(condition: ParsedCondition): boolean {
  const { operator, values } = condition;
  if (!operator.compare || operator.isNegated || holdsWithoutKey(condition)) return false;
  const isSpecific = values.length > 0 && values.every(({ raw }) => !/^[*?]*$/.test(raw));
  return TEXT.test(operator.base) ? isSpecific : true;
}

/** Whether a statement demands something certain of one of the keys. */
export const isGuardedBy = (statement: ParsedStatement, ...names: string[]): boolean =>
  names.some((name) => conditionsOn(statement, name).some(isStrict));

/**
 * Whether another statement of the document denies what this one allows whenever the key is
 * missing, and asks nothing else.
 */
export const isDeniedWithoutKey = (
  statements: ParsedStatement[],
  allow: ParsedStatement,
  key: string,
): boolean =>
  statements.some(
    ({ effect, isUsable, action, principal, conditions }) =>
      effect === 'Deny' &&
      isUsable &&
      (principal === null || principal.isEveryone) &&
      conditions.every(
        (one) => one.key.toLowerCase() === key.toLowerCase() && holdsWithoutKey(one),
      ) &&
      conditions.length > 0 &&
      !allow.action.isNegated &&
      allow.action.patterns.every(({ text }) => matchAction(action, text)),
  );
