import { globMatches } from '../parse/glob';
import {
  type KeyState,
  type Lookup,
  type Resolution,
  resolveTemplate,
  type Template,
} from '../parse/template';
import type { Operator } from './operator';

export type ParsedCondition = { operator: Operator; key: string; values: Template[] };

/** True, false, or the keys that would have to be known. */
export type Verdict = boolean | { unknownKeys: string[] };

/** Kleene truth: null is unknown. */
type Truth = boolean | null;

/**
 * Judges one operator, key and value list against a request. Values are alternatives; for
 * negated operators none of them may fit. Whether a key is there at all may be unknown, and
 * then `Null` and `…IfExists` are unknown too.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function judgeCondition(condition: ParsedCondition, lookup: Lookup): Verdict {
  const { operator, key } = condition;
  const got = lookup(key);
  const plain = judgePlainly(condition, got);
  if (plain !== null) return plain;
  const wanted = condition.values.map((value) => resolveTemplate(value, lookup));
  if (got === 'unknown') {
    return judgeUnfillable(operator, wanted) ?? openOn([key], wanted);
  }
  if (!operator.compare) return judgeNull(condition, got === 'absent');
  if (got === 'absent' || isEmptySet(operator, got)) return judgeAbsent(operator);
  const truth = combine(
    operator,
    got.map((value) => judgeValue(operator, wanted, value)),
  );
  if (truth !== null) return truth;
  const { base } = operator;
  return openOn(
    [],
    wanted.filter((value) => got.some((text) => mayFit(value, text, base))),
  );
}

/** One value against values without variables, as nearly always; null for everything else. */
function judgePlainly({ operator, values }: ParsedCondition, got: KeyState): Truth {
  const value = typeof got === 'string' || got.length !== 1 ? '' : got[0];
  if (!operator.compare || !value) return null;
  for (const { constant } of values) {
    if (!constant) return null;
    if (operator.compare(constant, value)) return !operator.isNegated;
  }
  return operator.isNegated;
}

const openOn = (keys: string[], wanted: Resolution[]): Verdict => {
  const inValues = wanted.flatMap((value) =>
    value.state === 'unknown' ? value.keys : [],
  );
  return { unknownKeys: [...keys, ...new Set(inValues)] };
};

/**
 * A key nobody knows, compared with values that none can fit: their variables have no value.
 * Null where it matters whether the key is there.
 */
function judgeUnfillable(operator: Operator, wanted: Resolution[]): Truth {
  const isHopeless = wanted.every(({ state }) => state === 'unresolved');
  if (!operator.compare || !isHopeless) return null;
  const whenAbsent = judgeAbsent(operator);
  return judgeValue(operator, wanted, '') === whenAbsent ? whenAbsent : null;
}

const judgeNull = ({ values }: ParsedCondition, isAbsent: boolean): boolean =>
  values.some(({ raw }) => raw.toLowerCase() === String(isAbsent));

/** `ForAllValues` takes empty text for no value at all. */
const isEmptySet = ({ set }: Operator, got: readonly string[]): boolean =>
  set === 'all' && got.every((value) => value === '');

function judgeAbsent({ set, isIfExists, isNegated }: Operator): boolean {
  if (set === 'all' || isIfExists) return true;
  return set === null && isNegated;
}

function judgeValue(
  { base, compare, isNegated }: Operator,
  wanted: Resolution[],
  got: string,
): Truth {
  const isMatch = wanted.some(
    (value) => value.state === 'known' && compare?.(value, got),
  );
  if (isMatch) return !isNegated;
  return wanted.some((value) => mayFit(value, got, base)) ? null : isNegated;
}

/** Whether a value whose variables nobody knows may turn out to fit. */
const mayFit = (value: Resolution, got: string, base: string): boolean =>
  value.state === 'unknown' &&
  (base.endsWith('IgnoreCase') || globMatches(value.glob, got));

/** Without a set operator a negated test must hold for every value of the request. */
function combine({ set, isNegated }: Operator, truths: Truth[]): Truth {
  const needsAll = set === 'all' || (set === null && isNegated);
  if (truths.includes(!needsAll)) return !needsAll;
  return truths.includes(null) ? null : needsAll;
}
