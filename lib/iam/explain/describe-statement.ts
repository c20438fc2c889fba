import { lookUp } from '@/lib/core/look-up';
import { parsePolicy } from '../parse/parse-policy';
import type { ParsedStatement } from '../parse/policy';
import { spoiltConditions } from '../parse/spoilt-conditions';
import { isObject, type JsonObject } from '../parse/values';
import { guessKind } from './guess-kind';
import { saySome } from './list-words';
import { sayCondition } from './say-condition';
import { sayPrincipals } from './say-principals';

const ITEMS_SAID_MAX = 3;

const ASSUMING: Record<string, string> = {
  'sts:assumerole': 'take the role',
  'sts:assumerolewithwebidentity': 'take the role with a token',
  'sts:assumerolewithsaml': 'take the role with a SAML sign-in',
};

/**
 * One statement in plain words: "Allows user alice of 111122223333 to take the role, if MFA
 * is present." A statement AWS would refuse says so.
 */
export function describeStatement(statement: unknown): string {
  const source = isObject(statement) ? statement : {};
  const document = { Version: '2012-10-17', Statement: [statement] };
  const [parsed] = parsePolicy(document, guessKind(source)).statements;
  if (!parsed) return 'AWS would not accept this statement.';
  if (!parsed.isUsable) {
    const isUnknown = spoiltConditions(document).some(({ range }) => range === null);
    return isUnknown
      ? 'This statement uses an operator IAM does not have.'
      : 'This statement uses an IP address or range that is none.';
  }
  const verb = parsed.effect === 'Allow' ? 'Allows' : 'Denies';
  const parts = [
    verb,
    parsed.principal ? sayPrincipals(parsed.principal, parsed.effect) : '',
    sayActions(parsed, source),
    sayResources(parsed),
  ];
  const sentence = parts.filter((part) => part !== '').join(' ');
  return `${sentence}${sayIf(parsed)}.`;
}

function sayActions({ action, principal }: ParsedStatement, source: JsonObject): string {
  const names = [source['Action'] ?? source['NotAction']].flat().map(String);
  const to = principal ? 'to ' : '';
  if (names.length === 0) return sayNoAction(action.isNegated, to);
  if (action.isNegated) {
    return `${to}everything but ${saySome(names, ITEMS_SAID_MAX, 'and')}`;
  }
  if (names.includes('*')) return principal ? 'to do anything' : 'everything';
  const said = names.map((name) =>
    principal ? (lookUp(ASSUMING, name.toLowerCase()) ?? `call ${name}`) : name,
  );
  return `${to}${saySome([...new Set(said)], ITEMS_SAID_MAX, 'and')}`;
}

function sayNoAction(isNegated: boolean, to: string): string {
  const [one, all] =
    to === '' ? ['nothing', 'everything'] : ['do nothing', 'do anything'];
  return `${to}${isNegated ? all : one}`;
}

function sayResources({ resource, principal }: ParsedStatement): string {
  if (!resource) return '';
  const names = resource.patterns.map(({ raw }) => raw);
  if (names.length === 0) return resource.isNegated ? 'on everything' : 'on nothing';
  if (resource.isNegated) {
    return `on everything but ${saySome(names, ITEMS_SAID_MAX, 'and')}`;
  }
  if (names.includes('*')) return principal ? 'here' : 'on everything';
  return `on ${saySome(names, ITEMS_SAID_MAX, 'and')}`;
}

function sayIf({ conditions }: ParsedStatement): string {
  const said = conditions.map(({ operator, key, values }) =>
    sayCondition({
      operator: operator.name,
      key,
      values: values.map(({ raw }) => raw),
      negate: false,
    }),
  );
  return said.length > 0 ? `, if ${said.join(' and ')}` : '';
}
