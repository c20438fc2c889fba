import type { Expression } from '../answer';
import { judgeCondition } from '../conditions/condition';
import { parseOperator } from '../conditions/operator';
import { resourceGlobMatches } from '../parse/glob';
import { type Lookup, parseTemplate, resolveTemplate } from '../parse/template';
import { RESOURCE_OPERATOR } from './to-expression';

/**
 * Whether a conditional answer's expression is true for a request, taking everything that
 * was not collected to be in the caller's favour. A key without a state counts as absent.
 */
export function expressionHolds(expression: Expression, lookup: Lookup): boolean {
  switch (expression.op) {
    case 'leaf':
      return leafHolds(expression, lookup) !== expression.negate;
    case 'requirement':
      return true;
    case 'not':
      return (
        expression.of.op === 'requirement' || !expressionHolds(expression.of, lookup)
      );
    case 'and':
      return expression.of.every((part) => expressionHolds(part, lookup));
    case 'or':
      return expression.of.some((part) => expressionHolds(part, lookup));
    default:
      return expression satisfies never;
  }
}

function leafHolds(leaf: Extract<Expression, { op: 'leaf' }>, lookup: Lookup): boolean {
  if (leaf.operator === RESOURCE_OPERATOR) {
    const [pattern = '', resource = ''] = leaf.values;
    const resolved = resolveTemplate(parseTemplate(pattern, true), lookup);
    return resolved.state === 'known' && resourceGlobMatches(resolved.glob, resource);
  }
  const operator = parseOperator(leaf.operator);
  if (!operator) return false;
  const hasVariables = operator.takesVariables && !leaf.isLiteral;
  const values = leaf.values.map((value) => parseTemplate(value, hasVariables));
  return judgeCondition({ operator, key: leaf.key, values }, lookup) === true;
}
