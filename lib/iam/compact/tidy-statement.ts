import { isObject, type JsonObject, toStrings } from '../parse/values';
import { coversAction, coversResource, withoutCovered } from './covers';

/** A statement whose lists have nothing twice, nothing that another value covers, and no lists of one. */
export function tidyStatement(statement: JsonObject, homeId: string | null): JsonObject {
  const tidy = Object.entries(statement).flatMap(([name, value]) =>
    name === 'Sid' && value === '' ? [] : [[name, tidyElement(name, value)]],
  );
  const next: JsonObject = Object.fromEntries(tidy);
  const { Principal: principal } = next;
  if (!isObject(principal)) return next;
  const aws = toStrings(principal['AWS']);
  if (aws === null) return next;
  const covers = principalCovers(next['Effect'] === 'Deny', homeId);
  return {
    ...next,
    Principal: { ...principal, AWS: oneOrMany(withoutCovered(aws, covers)) },
  };
}

function tidyElement(name: string, value: unknown): unknown {
  if (name === 'Principal' || name === 'NotPrincipal')
    return isObject(value) ? mapValues(value, tidyList) : value;
  if (name === 'Condition' && isObject(value))
    return mapValues(value, (block) =>
      isObject(block) ? mapValues(block, tidyList) : block,
    );
  const texts = toStrings(value);
  if (texts === null) return value;
  if (name === 'Action') return oneOrMany(withoutCovered(texts, coversAction));
  if (name === 'Resource') return oneOrMany(withoutCovered(texts, coversResource));
  return tidyList(texts);
}

const mapValues = (object: JsonObject, change: (value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

const tidyList = (value: unknown): unknown =>
  Array.isArray(value) ? oneOrMany([...new Set(value)]) : value;

export const oneOrMany = <T>(values: T[]): T | T[] => {
  const [first] = values;
  return first !== undefined && values.length === 1 ? first : values;
};

const ACCOUNT = /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$/;
const OF_ACCOUNT = /^arn:[a-z-]+:iam::(\d{12}):(?:user|role)\//;

/**
 * An account covers its users and roles where it is denied, and where it is another account
 * than the document's own: there its own policies have to allow either way.
 */
const principalCovers =
  (isDenied: boolean, homeId: string | null) =>
  (wide: string, narrow: string): boolean => {
    if (wide === narrow) return true;
    const accountId = ACCOUNT.exec(wide)?.[1];
    if (!accountId) return isDenied && wide === '*';
    if (ACCOUNT.exec(narrow)?.[1] === accountId) return true;
    const isElsewhere = homeId !== null && accountId !== homeId;
    return (isDenied || isElsewhere) && OF_ACCOUNT.exec(narrow)?.[1] === accountId;
  };
