import type { PolicyKind } from '../parse/policy';
import { isObject, toList } from '../parse/values';
import { describeStatement } from './describe-statement';
import { explainElement, type StatementContext } from './explain-element';
import type { JsonPlace, ReadJson } from './read-json';

/** Kinds that only limit what other policies allow. */
const LIMITS = new Set<PolicyKind>(['scp', 'rcp', 'boundary', 'session']);

/** One statement as a sentence. */
export const sayStatement = (statement: unknown, kind: PolicyKind): string =>
  LIMITS.has(kind)
    ? describeStatement(statement).replace(/^Allows /, 'Lets through ')
    : describeStatement(statement);

export const statementsOf = (value: unknown): unknown[] =>
  isObject(value) ? toList(value['Statement'] ?? []) : [];

/** What the value that begins at a place of the text means. */
export type PlaceWords = { at: number; words: string };

/** Every value of a policy's text that there is something to say about, in its order. */
export function sayPlaces({ value, places }: ReadJson, kind: PolicyKind): PlaceWords[] {
  const statements = statementsOf(value);
  const version = isObject(value) ? value['Version'] : undefined;
  const hasVariables = version === '2012-10-17';
  return places.flatMap((place) => {
    const words = sayPlace(place, { kind, hasVariables, value, statements });
    return words === null ? [] : [{ at: place.at, words }];
  });
}

type About = {
  kind: PolicyKind;
  hasVariables: boolean;
  value: unknown;
  statements: unknown[];
};

function sayPlace(place: JsonPlace, about: About): string | null {
  const { path, scalar } = place;
  const [first, second] = path;
  if (path.length === 0) return sayOldLanguage(about);
  if (first === 'Version') return sayVersion(scalar);
  if (first === 'Id') return 'A label for the document. It has no meaning to IAM.';
  if (first !== 'Statement') return null;
  const isList = isObject(about.value) && Array.isArray(about.value['Statement']);
  if (isList && second === undefined)
    return 'The rules. Each is read by itself; a denial wins over every grant.';
  const index = isList ? Number(second) : 0;
  const steps = path.slice(isList ? 2 : 1);
  return sayInStatement(place, { ...about, index, steps });
}

function sayInStatement(
  { scalar }: JsonPlace,
  {
    kind,
    hasVariables,
    statements,
    index,
    steps,
  }: About & { index: number; steps: JsonPlace['path'] },
): string | null {
  const statement = statements[index];
  if (steps.length === 0)
    return `Statement ${index + 1}. ${sayStatement(statement, kind)}`;
  const effect = isObject(statement) && statement['Effect'] === 'Deny' ? 'Deny' : 'Allow';
  const context: StatementContext = { kind, effect, hasVariables };
  return explainElement({ steps, scalar, value: valueAt(statement, steps) }, context);
}

function valueAt(value: unknown, steps: JsonPlace['path']): unknown {
  let found = value;
  for (const step of steps) {
    if (Array.isArray(found) && typeof step === 'number') found = found[step];
    else if (isObject(found)) found = found[step];
    else return undefined;
  }
  return found;
}

function sayVersion(scalar: JsonPlace['scalar']): string | null {
  if (scalar === '2012-10-17')
    return `The current policy language: variables such as \${aws:username} are filled in.`;
  return scalar === '2008-10-17' ? `The old policy language: \${…} is plain text.` : null;
}

/** A document with variables that no Version turns on. */
function sayOldLanguage({ value }: About): string | null {
  const hasVersion = isObject(value) && value['Version'] !== undefined;
  const hasDollar = JSON.stringify(value ?? null).includes('${');
  return !hasVersion && hasDollar
    ? `No Version, so the old policy language counts: \${…} is plain text.`
    : null;
}
