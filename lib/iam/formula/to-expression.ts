import type { Expression, OpenCondition, Requirement } from '../answer';
import type { ParsedCondition } from '../conditions/condition';
import { type Atom, atomsOf, type Formula } from './formula';

/** The formula as plain data; null when nothing is open. */
export function toExpression(formula: Formula): Expression | null {
  if (typeof formula === 'boolean') return null;
  switch (formula.op) {
    case 'and':
    case 'or': {
      const members = formula.of.map(toExpression).filter((member) => member !== null);
      return { op: formula.op, of: members };
    }
    case 'not':
      return atomExpression(formula.of, true);
    default:
      return atomExpression(formula, false);
  }
}

function atomExpression(atom: Atom, negate: boolean): Expression {
  switch (atom.op) {
    case 'condition': {
      const { operator, key, values } = atom.condition;
      return {
        op: 'leaf',
        operator: operator.name,
        key,
        values: values.map(({ raw }) => raw),
        negate,
        policy: atom.policy,
        ...(isLiteral(atom.condition) ? { isLiteral: true } : {}),
      };
    }
    case 'resource':
      return {
        op: 'leaf',
        operator: RESOURCE_OPERATOR,
        key: atom.keys[0] ?? '',
        values: [atom.pattern.raw, atom.resource],
        negate,
        policy: 'resource',
      };
    default: {
      const leaf: Expression = { op: 'requirement', requirement: atom.requirement };
      return negate ? { op: 'not', of: leaf } : leaf;
    }
  }
}

/** Text with `${` that is nevertheless constant stands in a version without variables. */
const isLiteral = ({ values }: ParsedCondition): boolean =>
  values.some(({ raw, constant }) => constant?.text === raw && raw.includes('${'));

/** Operator of a leaf that compares a Resource pattern with the resource asked about. */
export const RESOURCE_OPERATOR = 'ResourceMatches';

/** Names of the keys a formula hangs on, as the policies write them, each once. */
export function conditionKeysOf(formula: Formula): string[] {
  const keys = new Map<string, string>();
  for (const key of atomsOf(formula).flatMap((atom) => atom.keys)) {
    if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  }
  return [...keys.values()].sort();
}

/** What was not collected and decides, each once. */
export function requirementsOf(formula: Formula): Requirement[] {
  const found = new Map<string, Requirement>();
  for (const atom of atomsOf(formula)) {
    if (atom.op !== 'requirement') continue;
    found.set(JSON.stringify(atom.requirement), atom.requirement);
  }
  return [...found.values()];
}

/** The open conditions, each with the effect of the statement it stands in. */
export function conditionsOf(expression: Expression | null): OpenCondition[] {
  if (!expression) return [];
  switch (expression.op) {
    case 'leaf': {
      const { operator, key, values, policy, negate } = expression;
      return [{ effect: negate ? 'Deny' : 'Allow', policy, operator, key, values }];
    }
    case 'and':
    case 'or':
      return expression.of.flatMap(conditionsOf);
    case 'not':
      return conditionsOf(expression.of);
    default:
      return [];
  }
}
