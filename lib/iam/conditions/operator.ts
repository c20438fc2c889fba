import { arnMatches } from './arn';
import { binaryEquals } from './binary';
import { boolEquals } from './bool';
import { compareDates } from './date';
import { ipMatches } from './ip';
import { compareNumbers } from './numeric';
import {
  type Comparison,
  stringEquals,
  stringEqualsIgnoreCase,
  stringLike,
} from './string';

/** One condition operator, taken apart: `ForAnyValue:StringNotLikeIfExists`. */
export type Operator = {
  name: string;
  base: string;
  set: 'all' | 'any' | null;
  isIfExists: boolean;
  isNegated: boolean;
  /** Whether variables act in its values. */
  takesVariables: boolean;
  /** Null for the operator `Null`, which tests presence only. */
  compare: Comparison | null;
};

type Base = Pick<Operator, 'base' | 'isNegated' | 'takesVariables' | 'compare'>;

const base = (
  name: string,
  compare: Comparison | null,
  { isNegated = false, takesVariables = false } = {},
): Base => ({ base: name, compare, isNegated, takesVariables });

const TEXT = { takesVariables: true };
const NOT_TEXT = { takesVariables: true, isNegated: true };
const NOT = { isNegated: true };

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const BASES = new Map(
  [
    base('StringEquals', stringEquals, TEXT),
    base('StringNotEquals', stringEquals, NOT_TEXT),
    base('StringEqualsIgnoreCase', stringEqualsIgnoreCase, TEXT),
    base('StringNotEqualsIgnoreCase', stringEqualsIgnoreCase, NOT_TEXT),
    base('StringLike', stringLike, TEXT),
    base('StringNotLike', stringLike, NOT_TEXT),
    base('ArnEquals', arnMatches, TEXT),
    base('ArnLike', arnMatches, TEXT),
    base('ArnNotEquals', arnMatches, NOT_TEXT),
    base('ArnNotLike', arnMatches, NOT_TEXT),
    base('NumericEquals', compareNumbers('=')),
    base('NumericNotEquals', compareNumbers('='), NOT),
    base('NumericLessThan', compareNumbers('<')),
    base('NumericLessThanEquals', compareNumbers('<=')),
    base('NumericGreaterThan', compareNumbers('>')),
    base('NumericGreaterThanEquals', compareNumbers('>=')),
    base('DateEquals', compareDates('=')),
    base('DateNotEquals', compareDates('='), NOT),
    base('DateLessThan', compareDates('<')),
    base('DateLessThanEquals', compareDates('<=')),
    base('DateGreaterThan', compareDates('>')),
    base('DateGreaterThanEquals', compareDates('>=')),
    base('Bool', boolEquals),
    base('BinaryEquals', binaryEquals),
    base('IpAddress', ipMatches),
    base('NotIpAddress', ipMatches, NOT),
    base('Null', null),
  ].map((entry) => [entry.base.toLowerCase(), entry]),
);

/** Every operator by its own name, without what may stand before and behind it. */
export const OPERATOR_NAMES = [...BASES.values()].map(({ base: name }) => name);

const SHAPE = /^(?:for(all|any)values?:)?(.*?)(ifexists)?$/;

const OPERATORS_KEPT_MAX = 1000;
const known = new Map<string, Operator | null>();

/** Reads an operator's name; null when IAM has no such operator. */
export function parseOperator(name: string): Operator | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  const operator = readOperator(name);
  if (known.size < OPERATORS_KEPT_MAX) known.set(name, operator);
  return operator;
}

function readOperator(name: string): Operator | null {
  const [, set, baseName = '', ifExists] = SHAPE.exec(name.toLowerCase()) ?? [];
  const found = BASES.get(baseName);
  const isPlainNull = found?.compare !== null || (!ifExists && !set);
  if (!found || !isPlainNull) return null;
  return {
    ...found,
    name,
    set: set === 'all' || set === 'any' ? set : null,
    isIfExists: ifExists !== undefined,
  };
}
