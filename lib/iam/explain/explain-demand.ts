import { type Operator, parseOperator } from '../conditions/operator';
import { explainVariables } from './explain-variables';
import { startUpper } from './list-words';
import { sayClaim } from './say-claim';
import { sayCondition } from './say-condition';

export type DemandContext = { effect: 'Allow' | 'Deny'; hasVariables: boolean };

/**
 * One key of a condition in sentences: what it demands, and what becomes of a request that
 * does not carry the key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function explainDemand(
  operatorName: string,
  key: string,
  values: string[],
  context: DemandContext,
): string {
  const operator = parseOperator(operatorName);
  if (!operator) return 'Never compared: IAM has no such operator.';
  const demand = sayDemand(operator, key, values);
  const missing = operator.isNegated ? 'the test passes' : 'the value fits nothing';
  return [
    `${startUpper(demand)}.`,
    ...notesOf(operator, key, values),
    ...new Set(
      values.flatMap((value) =>
        explainVariables(value, context.hasVariables && operator.takesVariables, missing),
      ),
    ),
    sayAbsence(operator, key),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function sayDemand(operator: Operator, key: string, values: string[]): string {
  const isPlain =
    operator.compare !== null && operator.set === null && !operator.isNegated;
  const own = isPlain
    ? (sayToken(operator, key, values) ?? sayTransport(key, values))
    : null;
  const said = { operator: operator.name, key, values, negate: false };
  return own ?? `the test holds if ${sayCondition(said)}`;
}

function sayToken({ base }: Operator, key: string, values: string[]): string | null {
  const said = sayClaim(base, key, values);
  if (!said) return null;
  if (said.claim === 'aud') return `only tokens that were made for ${said.words}`;
  return /^(?:any|every) /.test(said.words) ? said.words : `only ${said.words}`;
}

function sayTransport(key: string, values: string[]): string | null {
  if (key.toLowerCase() !== 'aws:securetransport' || values.length !== 1) return null;
  return values[0]?.toLowerCase() === 'false'
    ? 'only requests that come without TLS, over plain HTTP'
    : 'only requests that come over TLS';
}

const EXACT = /^String(?:Not)?Equals(?:IgnoreCase)?$/;

function notesOf(
  { base, isNegated, set }: Operator,
  key: string,
  values: string[],
): string[] {
  const plain = values.map((value) => value.replace(/\$\{[^}]*\}/g, ''));
  const isLiteral = EXACT.test(base) && plain.some((value) => /[*?]/.test(value));
  const isOneOf = values.length > 1 && set === null && base !== 'Null';
  return [
    isLiteral ? `The * is a plain character here: ${base} has no wildcards.` : '',
    isOneOf
      ? isNegated
        ? 'None of the values may fit.'
        : 'One of the values is enough.'
      : '',
    key.toLowerCase() === 'sts:externalid'
      ? 'It keeps other customers of the same vendor out; it is no secret.'
      : '',
  ];
}

/** Keys that every request has. */
const ALWAYS_THERE = new Set(['aws:securetransport', 'aws:currenttime', 'aws:epochtime']);
const MFA = 'aws:multifactorauthpresent';

function sayAbsence(
  { compare, set, isIfExists, isNegated }: Operator,
  key: string,
): string {
  const name = key.toLowerCase();
  if (!compare || ALWAYS_THERE.has(name)) return '';
  const passes = set === 'all' || isIfExists || (set === null && isNegated);
  const outcome = passes ? 'passes' : 'fails';
  if (name === MFA)
    return `Long-term access keys carry no such key: for them the test ${outcome}.`;
  return `If the request has no such key, the test ${outcome}.`;
}
