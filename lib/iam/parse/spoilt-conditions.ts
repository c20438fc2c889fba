import { ipMatches, isIpRange } from '../conditions/ip';
import { type Operator, parseOperator } from '../conditions/operator';
import { isObject, toList, toScalars } from './values';

/** What of a Condition IAM cannot read, so that AWS would not have saved the document. */
export type SpoiltCondition = {
  operator: string;
  /** The text that is no address and no range; null when IAM does not have the operator. */
  range: string | null;
  statementIndex: number;
};

/**
 * The conditions that spoil a document: one of them is enough for none of its statements to
 * grant anything, those beside it as well, for AWS holds a document whole or not at all. What
 * the document denies stays denied, whatever such a condition would say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function spoiltConditions(document: unknown): SpoiltCondition[] {
  const statements = isObject(document) ? toList(document['Statement']) : [];
  return statements.flatMap((statement, statementIndex) => {
    const condition = isObject(statement) ? statement['Condition'] : null;
    return Object.entries(isObject(condition) ? condition : {}).flatMap(
      ([operator, block]) => {
        const known = parseOperator(operator);
        const range = known && unreadableRange(known, block);
        return known && range === null ? [] : [{ operator, range, statementIndex }];
      },
    );
  });
}

/** The conditions of a document whose operator IAM does not have. */
export const unknownOperators = (document: unknown): SpoiltCondition[] =>
  spoiltConditions(document).filter(({ range }) => range === null);

/** Whether a Condition has anything that spoils its document. */
export function isSpoilt(condition: unknown): boolean {
  if (!isObject(condition)) return false;
  for (const name in condition) {
    const operator = parseOperator(name);
    if (!operator || unreadableRange(operator, condition[name]) !== null) return true;
  }
  return false;
}

/** The first value of a condition on addresses that is no address and no range. */
export function unreadableRange({ compare }: Operator, block: unknown): string | null {
  if (compare !== ipMatches || !isObject(block)) return null;
  const values = Object.values(block).flatMap((given) => toScalars(given) ?? []);
  return values.find((text) => !isIpRange(text)) ?? null;
}
