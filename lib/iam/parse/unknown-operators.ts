import { parseOperator } from '../conditions/operator';
import { isObject, toList } from './values';

/** Operators of a document that IAM does not have, with the statement they stand in. */
export function unknownOperators(
  document: unknown,
): { operator: string; statementIndex: number }[] {
  const statements = isObject(document) ? toList(document['Statement']) : [];
  return statements.flatMap((statement, statementIndex) => {
    const condition = isObject(statement) ? statement['Condition'] : null;
    const operators = isObject(condition) ? Object.keys(condition) : [];
    return operators
      .filter((operator) => parseOperator(operator) === null)
      .map((operator) => ({ operator, statementIndex }));
  });
}
