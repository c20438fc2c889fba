import { type ControlWarning, warnOfControl } from '../findings/warn-of-control';
import { parsePolicy } from '../parse/parse-policy';
import type { PolicyKind } from '../parse/policy';
import { findProblems, type PlacedProblem } from './find-problems';
import { guessKind } from './guess-kind';
import { lineFinder, policySource, shownSource } from './policy-source';
import { type PlaceWords, sayPlaces, sayStatement, statementsOf } from './say-places';

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
  /** What a sound policy of an organization does that its author may not mean. */
  warnings: ControlWarning[];
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
    lines: linesOf(text, sayPlaces(read, known), problems),
    warnings: problems.length === 0 ? warningsOf(read.value, known) : [],
  };
}

const warningsOf = (document: unknown, kind: PolicyKind): ControlWarning[] =>
  kind === 'scp' || kind === 'rcp'
    ? warnOfControl(parsePolicy(document, kind).statements, kind)
    : [];

/** Every line with the words of what begins on it, problems first. */
function linesOf(
  text: string,
  words: PlaceWords[],
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
