import type { ParsedPolicy, ParsedStatement } from '../../parse/policy';
import { isObject } from '../../parse/values';
import { documentRule, EVERY_KIND, type Place, type Rule } from '../rule';
import { narrowsByFittingMore } from './condition-mistakes';

const VARIABLE = /\$\{[^}]+\}/;

/** A text that would have a variable, and whether the statement grants less once it acts. */
type Use = { text: string; narrows: boolean };

function usesIn(statement: ParsedStatement): Use[] {
  const { effect, resource, conditions } = statement;
  const inResource = (resource?.patterns ?? []).map(({ raw }) => ({
    text: raw,
    narrows: (effect === 'Deny') !== (resource?.isNegated ?? false),
  }));
  const inConditions = conditions
    .filter(({ operator }) => operator.takesVariables)
    .flatMap((condition) =>
      condition.values.map(({ raw }) => ({
        text: raw,
        narrows: narrowsByFittingMore(statement, condition),
      })),
    );
  return [...inResource, ...inConditions].filter(({ text }) => VARIABLE.test(text));
}

const isOld = ({ document }: ParsedPolicy): boolean =>
  isObject(document) && document['Version'] !== '2012-10-17';

const inAnyVersion = documentRule(
  'variable-in-2008-version',
  EVERY_KIND,
  (statement) => usesIn(statement).length > 0,
  (place, statement) => {
    const { statements } = place.policy;
    const [use] = isOld(place.policy) ? usesIn(statement) : [];
    if (!use) return null;
    const isNarrowing = statements.flatMap(usesIn).every(({ narrows }) => narrows);
    return {
      message: 'Variables are plain text in this version: set Version to "2012-10-17".',
      about: VARIABLE.exec(use.text)?.[0] ?? use.text,
      fix: () =>
        isNarrowing
          ? setVersion(place)
          : {
              reason:
                'this lets in whom they name, so change it by hand once that is wanted',
            },
    };
  },
);

/** Variables in a document of a version that has none. */
export const variablesIn2008: Rule = {
  ...inAnyVersion,
  isAbout: (policy) => isOld(policy) && inAnyVersion.isAbout(policy),
};

function setVersion({ policy }: Place) {
  const { Version: _old, ...rest } = isObject(policy.document) ? policy.document : {};
  return {
    document: { Version: '2012-10-17', ...rest },
    note: 'Variables are filled in from the request, so the document keeps out more callers: check that each has a value where it is used.',
  };
}
