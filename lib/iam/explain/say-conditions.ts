import type { Answer, Expression, Requirement } from '../answer';
import { RESOURCE_OPERATOR } from '../formula/to-expression';
import { sayList } from './list-words';
import { sayCondition } from './say-condition';

/**
 * Under which conditions an answer is an allow: "if MFA is present and the request names
 * external ID 7F". Empty for an answer without conditions.
 */
export function sayConditions(answer: Pick<Answer, 'expression'>): string {
  return answer.expression ? `if ${sayExpression(answer.expression)}` : '';
}

/** An expression in plain words, to stand after "if". */
export function sayExpression(expression: Expression): string {
  switch (expression.op) {
    case 'leaf':
      return sayLeaf(expression);
    case 'requirement':
      return sayRequirement(expression.requirement, false);
    case 'not':
      return expression.of.op === 'requirement'
        ? sayRequirement(expression.of.requirement, true)
        : `it is not so that ${sayExpression(expression.of)}`;
    case 'and':
      return sayList(expression.of.map(sayPart), 'and');
    case 'or':
      return `either ${sayList(expression.of.map(sayPart), 'or')}`;
    default:
      return expression satisfies never;
  }
}

/** A part of a list; a list inside a list stands in brackets. */
const sayPart = (part: Expression): string =>
  part.op === 'and' || part.op === 'or'
    ? `(${sayExpression(part)})`
    : sayExpression(part);

function sayLeaf(leaf: Extract<Expression, { op: 'leaf' }>): string {
  if (leaf.operator !== RESOURCE_OPERATOR) return sayCondition(leaf);
  const [pattern = '', resource = ''] = leaf.values;
  return `${resource} ${leaf.negate ? 'does not fit' : 'fits'} ${pattern}`;
}

function sayRequirement(requirement: Requirement, isDeny: boolean): string {
  if (requirement.kind === 'policy-document') {
    return `policy ${requirement.arn}, which was not read, ${isDeny ? 'does not deny it' : 'allows it'}`;
  }
  if (requirement.kind === 'identity-provider') {
    return `the identity provider ${requirement.arn} exists, which was not read`;
  }
  const { account, action, resource } = requirement;
  return `account ${account}, which was not read, allows the caller ${action} on ${resource}`;
}
