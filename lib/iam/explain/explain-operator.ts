import { parseOperator } from '../conditions/operator';

const BASES: Record<string, string> = {
  StringEquals: 'The text must be equal; letter case counts, and * is no wildcard.',
  StringNotEquals: 'The text must differ; letter case counts, and * is no wildcard.',
  StringEqualsIgnoreCase: 'The text must be equal, in any letter case.',
  StringNotEqualsIgnoreCase: 'The text must differ, whatever the letter case.',
  StringLike: 'The text must fit; * stands for any text and ? for one character.',
  StringNotLike: 'The text must not fit; * stands for any text and ? for one character.',
  ArnEquals: 'The ARN must fit, part by part; * and ? are wildcards.',
  ArnLike: 'The ARN must fit, part by part; * and ? are wildcards.',
  ArnNotEquals: 'The ARN must not fit; * and ? are wildcards.',
  ArnNotLike: 'The ARN must not fit; * and ? are wildcards.',
  NumericEquals: 'The number must be equal.',
  NumericNotEquals: 'The number must differ.',
  NumericLessThan: 'The number must be smaller.',
  NumericLessThanEquals: 'The number must be smaller or equal.',
  NumericGreaterThan: 'The number must be larger.',
  NumericGreaterThanEquals: 'The number must be larger or equal.',
  DateEquals: 'The time must be the same.',
  DateNotEquals: 'The time must be another.',
  DateLessThan: 'The time must be earlier.',
  DateLessThanEquals: 'The time must be earlier or the same.',
  DateGreaterThan: 'The time must be later.',
  DateGreaterThanEquals: 'The time must be later or the same.',
  Bool: 'The value must be true or false, as it says.',
  BinaryEquals: 'The bytes must be equal.',
  IpAddress: 'The address must lie in the range.',
  NotIpAddress: 'The address must not lie in the range.',
  Null: 'Whether the key is there: "true" wants it missing, "false" wants it there.',
};

/** What a condition operator demands, its prefix and suffix included. */
export function explainOperator(name: string): string {
  const operator = parseOperator(name);
  if (!operator)
    return 'IAM has no such operator: AWS would not save this, and the whole document grants nothing.';
  const { base, set, isIfExists } = operator;
  const prefix = {
    all: ' ForAllValues: every value of the request must pass; no value at all passes.',
    any: ' ForAnyValue: one value of the request that passes is enough.',
  };
  const suffix = isIfExists ? ' IfExists: a request without the key passes.' : '';
  return `${BASES[base] ?? ''}${set ? prefix[set] : ''}${suffix}`;
}
