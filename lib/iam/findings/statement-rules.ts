import type { ParsedCondition } from '../conditions/condition';
import type { ParsedPolicy, ParsedStatement } from '../parse/policy';
import { isObject } from '../parse/values';
import { type Finding, finding } from './finding';
import { conditionsOn } from './guards';

/** Mistakes that any kind of policy can carry. */
export const policyFindings = (policy: ParsedPolicy, subject: string): Finding[] => [
  ...variablesIn2008(policy, subject),
  ...policy.statements.flatMap((statement) => [
    ...literalWildcard(statement, subject),
    ...forAllValuesBypass(statement, subject),
    ...mfaFindings(statement, subject),
  ]),
];

function variablesIn2008(
  { document, statements }: ParsedPolicy,
  subject: string,
): Finding[] {
  const isOld = isObject(document) && document['Version'] !== '2012-10-17';
  const texts = statements.flatMap(({ resource, conditions }) => [
    ...(resource?.patterns ?? []),
    ...conditions.flatMap(({ values }) => values),
  ]);
  if (!isOld || !texts.some(({ raw }) => /\$\{[^}]+\}/.test(raw))) return [];
  const message =
    'Variables are plain text in this version: set Version to "2012-10-17".';
  return [finding('variable-in-2008-version', subject, message)];
}

function literalWildcard({ conditions }: ParsedStatement, subject: string): Finding[] {
  const literal = conditions
    .filter(({ operator }) => /^String(?:Not)?Equals/.test(operator.base))
    .flatMap(({ key, values }) => values.map(({ raw }) => ({ key, raw })))
    .find(({ raw }) => /\*/.test(raw.replace(/\$\{\*\}/g, '')));
  if (!literal) return [];
  const message = `The * in ${literal.raw} is a plain character here: compare ${literal.key} with StringLike.`;
  return [finding('literal-wildcard', subject, message)];
}

/** Tags that are not passed need no permission, so their absence lets nobody in. */
const HARMLESS_WHEN_ABSENT = /^(?:aws:TagKeys|sts:TransitiveTagKeys)$/i;

function forAllValuesBypass(statement: ParsedStatement, subject: string): Finding[] {
  if (statement.effect !== 'Allow') return [];
  const open = statement.conditions.find(
    ({ operator, key }) =>
      operator.set === 'all' &&
      !HARMLESS_WHEN_ABSENT.test(key) &&
      !conditionsOn(statement, key).some(demandsPresence),
  );
  if (!open) return [];
  const message = `A request without ${open.key} passes ForAllValues: add Null with "false" for the key.`;
  return [finding('forallvalues-allow-bypass', subject, message)];
}

function demandsPresence({ operator, values }: ParsedCondition): boolean {
  if (operator.base === 'Null')
    return values.every(({ raw }) => raw.toLowerCase() === 'false');
  return operator.set !== 'all' && !operator.isNegated && !operator.isIfExists;
}

function mfaFindings(statement: ParsedStatement, subject: string): Finding[] {
  const asked = conditionsOn(statement, 'aws:MultiFactorAuthPresent').filter(
    ({ operator }) => operator.base === 'Bool',
  );
  return asked.flatMap(({ operator, values }) => {
    const wanted = values.map(({ raw }) => raw.toLowerCase());
    const { effect } = statement;
    if (effect === 'Deny' && !operator.isIfExists && wanted.includes('false')) {
      const message =
        'Long-term keys carry no MFA mark and escape this denial: use BoolIfExists.';
      return [finding('mfa-bool-deny-ineffective', subject, message)];
    }
    if (effect === 'Allow' && operator.isIfExists && wanted.includes('true')) {
      const message = 'Long-term keys carry no MFA mark and pass without MFA: use Bool.';
      return [finding('mfa-ifexists-bypass', subject, message)];
    }
    return [];
  });
}
