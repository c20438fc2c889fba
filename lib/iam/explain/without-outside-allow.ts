import type { Expression } from '../answer';

/**
 * The conditions that are left when what another organisation's account lets its own people do,
 * which is not ours to read, is taken to allow; null when none are.
 */
export function withoutOutsideAllow(expression: Expression): Expression | null {
  switch (expression.op) {
    case 'requirement':
      return expression.requirement.kind === 'external-identity-allow'
        ? null
        : expression;
    case 'and':
    case 'or': {
      const members = expression.of
        .map(withoutOutsideAllow)
        .filter((member) => member !== null);
      // A way that asks nothing more of us is open: the others do not matter.
      if (expression.op === 'or' && members.length < expression.of.length) return null;
      const [first] = members;
      if (!first) return null;
      return members.length === 1 ? first : { op: expression.op, of: members };
    }
    case 'not':
    case 'leaf':
      return expression;
    default:
      return expression satisfies never;
  }
}
