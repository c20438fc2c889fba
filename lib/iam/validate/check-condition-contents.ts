import { isIpRange } from '../conditions/ip';
import { parseOperator } from '../conditions/operator';
import { literalGlob, wildcardGlob } from '../parse/glob';
import { isObject, toScalars } from '../parse/values';
import type { Complain } from './complain';

type ValueRule = {
  /** Of the operator's name without its set prefix and `IfExists`. */
  base: RegExp;
  accepts: (text: string) => boolean;
  code: string;
  /** What a value that is not accepted is none of. */
  noun: string;
  what: string;
};

/** What an operator can compare with itself, it can read. */
const readBy =
  (name: string) =>
  (text: string): boolean =>
    parseOperator(name)?.compare?.({ text, glob: literalGlob(text) }, text) ?? false;

/** Six parts, a lone `*`, or variables that only a request can fill in. */
const isArnPattern = (text: string): boolean =>
  text.includes('${') ||
  (parseOperator('ArnLike')?.compare?.({ text, glob: wildcardGlob(text) }, text) ??
    false);

const VALUE_RULES: ValueRule[] = [
  {
    base: /^Numeric/,
    accepts: readBy('NumericEquals'),
    code: 'invalid-number',
    noun: 'number',
    what: 'a number',
  },
  {
    base: /^Date/,
    accepts: readBy('DateEquals'),
    code: 'invalid-date',
    noun: 'date',
    what: 'a date: 2026-11-24T12:00:00Z',
  },
  {
    base: /^(?:Bool|Null)$/,
    accepts: (text) => /^(?:true|false)$/i.test(text),
    code: 'invalid-boolean',
    noun: 'truth value',
    what: 'true or false',
  },
  {
    base: /^Binary/,
    accepts: readBy('BinaryEquals'),
    code: 'invalid-binary',
    noun: 'base64 text',
    what: 'base64 text',
  },
  {
    base: /IpAddress$/,
    accepts: isIpRange,
    code: 'invalid-address',
    noun: 'IP address or range',
    what: 'an IP address or range',
  },
  {
    base: /^Arn/,
    accepts: isArnPattern,
    code: 'invalid-arn',
    noun: 'ARN of six parts',
    what: 'an ARN of six parts',
  },
];

function ruleOf(operator: string): ValueRule | undefined {
  const base = parseOperator(operator)?.base;
  return VALUE_RULES.find((one) => base !== undefined && one.base.test(base));
}

/** The first of some values that an operator cannot read, and what it is none of. */
export function firstUnreadable(
  operator: string,
  values: string[],
): { value: string; noun: string } | null {
  const rule = ruleOf(operator);
  const value = values.find((text) => rule?.accepts(text) === false);
  return rule && value !== undefined ? { value, noun: rule.noun } : null;
}

/**
 * Values of a well-formed Condition that AWS would refuse.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function checkConditionContents(condition: unknown, complain: Complain): void {
  const say = (code: string, message: string) => complain(code, message, 'Condition');
  for (const [name, block] of Object.entries(isObject(condition) ? condition : {})) {
    const rule = ruleOf(name);
    for (const given of Object.values(isObject(block) ? block : {})) {
      checkValues(toScalars(given) ?? [], rule, say);
    }
  }
}

type Say = (code: string, message: string) => void;

function checkValues(values: string[], rule: ValueRule | undefined, say: Say): void {
  if (!rule) return;
  for (const value of values.filter((text) => !rule.accepts(text))) {
    say(rule.code, `Write "${value}" as ${rule.what}.`);
  }
}
