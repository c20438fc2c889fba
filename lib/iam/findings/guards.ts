import type { ParsedCondition } from '../conditions/condition';
import type { ParsedStatement } from '../parse/policy';

type KeyTest = string | RegExp;

const fits = (key: string, test: KeyTest): boolean =>
  typeof test === 'string' ? key.toLowerCase() === test.toLowerCase() : test.test(key);

/** The conditions of a statement on one key, or on keys of one form. */
export const conditionsOn = (
  { conditions }: ParsedStatement,
  test: KeyTest,
): ParsedCondition[] => conditions.filter(({ key }) => fits(key, test));

const COMPARES_TEXT = /^(?:String(?:Equals|Like|EqualsIgnoreCase)|Arn(?:Equals|Like))$/;

/**
 * A condition that keeps callers out: the key must be there and have one of the values.
 * `…IfExists`, `ForAllValues` and negated operators let a request without the key through.
 */
export function isStrict({ operator, values }: ParsedCondition): boolean {
  const isBinding = !operator.isNegated && !operator.isIfExists && operator.set !== 'all';
  const isText = COMPARES_TEXT.test(operator.base);
  const isSpecific = values.length > 0 && values.every(({ raw }) => !/^[*?]*$/.test(raw));
  return isBinding && (isText ? isSpecific : operator.compare !== null);
}

/** Whether a statement demands something certain of a key. */
export const isGuardedBy = (statement: ParsedStatement, ...tests: KeyTest[]): boolean =>
  tests.some((test) => conditionsOn(statement, test).some(isStrict));

/** Keys that tie a request to somebody or somewhere in particular. */
const LIMITING_KEYS: KeyTest[] = [
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalAccount',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:userid',
  'kms:CallerAccount',
];

/** Whether a statement open to everyone is limited after all. */
export function isLimited(statement: ParsedStatement): boolean {
  const byArn = conditionsOn(statement, 'aws:PrincipalArn').filter(isStrict);
  const namesAccount = byArn.some(({ values }) =>
    values.every(({ raw }) => /^arn:[^:]+:(?:iam|sts)::\d{12}:/.test(raw)),
  );
  const isOpenAddress = conditionsOn(statement, 'aws:SourceIp').some(({ values }) =>
    values.some(({ raw }) => raw.endsWith('/0')),
  );
  return namesAccount || (isGuardedBy(statement, ...LIMITING_KEYS) && !isOpenAddress);
}
