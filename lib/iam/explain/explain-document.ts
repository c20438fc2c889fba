import type { PolicyKind } from '../parse/policy';
import { isObject, toList } from '../parse/values';
import { describeStatement } from './describe-statement';
import { explainElement, type StatementContext } from './explain-element';
import { findProblems, type PlacedProblem } from './find-problems';
import { guessKind } from './guess-kind';
import { lineFinder, policySource, shownSource } from './policy-source';
import type { JsonPlace, ReadJson } from './read-json';

type ExplainedLine = {
  /** From 1. */
  number: number;
  text: string;
  /** What the line means, in plain words; null where there is nothing to say. */
  says: string | null;
  /** AWS would refuse the document for this line; `says` begins with what to do. */
  isProblem: boolean;
};

export type DocumentExplanation = {
  kind: PolicyKind;
  /** One sentence a statement. */
  summary: string[];
  lines: ExplainedLine[];
};

/**
 * A policy document line by line in plain words, pretty-printed. Takes what AWS hands out: an
 * object, JSON text or URL-encoded JSON text. A text that is not JSON, or that names a key
 * twice, keeps its own lines, so that its faults can be seen; what stands before the first
 * fault is explained. Pure; never throws, whatever is passed in.
 *
 * @param kind where the document hangs; guessed from its shape when not given
 */
export function explainDocument(source: unknown, kind?: PolicyKind): DocumentExplanation {
  const { text, read } = shownSource(policySource(source));
  const statements = statementsOf(read.value);
  const known = kind ?? guessKind(statements[0]);
  const problems = read.fault
    ? [read.fault]
    : findProblems(read.value, known, read.places);
  return {
    kind: known,
    summary: statements.map((statement) => sayStatement(statement, known)),
    lines: linesOf(text, wordsOf(read, known, statements), problems),
  };
}

/** Kinds that only limit what other policies allow. */
const LIMITS = new Set<PolicyKind>(['scp', 'rcp', 'boundary', 'session']);

const sayStatement = (statement: unknown, kind: PolicyKind): string =>
  LIMITS.has(kind)
    ? describeStatement(statement).replace(/^Allows /, 'Lets through ')
    : describeStatement(statement);

const statementsOf = (value: unknown): unknown[] =>
  isObject(value) ? toList(value['Statement'] ?? []) : [];

type Words = { at: number; words: string };

function wordsOf(
  { value, places }: ReadJson,
  kind: PolicyKind,
  statements: unknown[],
): Words[] {
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

/** Every line with the words of what begins on it, problems first. */
function linesOf(
  text: string,
  words: Words[],
  problems: PlacedProblem[],
): ExplainedLine[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const said = lines.map((): string[] => []);
  const wrong = new Set<number>();
  const find = lineFinder(text);
  for (const { at, message } of problems) {
    const { line } = find(at);
    said[line - 1]?.push(message);
    wrong.add(line);
  }
  for (const one of words) said[find(one.at).line - 1]?.push(one.words);
  return lines.map((line, at) => ({
    number: at + 1,
    text: line,
    says: said[at]?.join(' ') || null,
    isProblem: wrong.has(at + 1),
  }));
}
