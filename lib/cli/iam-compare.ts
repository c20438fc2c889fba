import { parseArgs } from 'node:util';
import {
  comparePolicies,
  type PolicyComparison,
} from '@/lib/iam/compare/compare-policies';
import { questionsWorthAsking } from '@/lib/iam/compare/questions-worth-asking';
import { sayDifference } from '@/lib/iam/compare/say-difference';
import { type Stage, stagesFor } from '@/lib/iam/compare/stage';
import { findProblems } from '@/lib/iam/explain/find-problems';
import { guessKind } from '@/lib/iam/explain/guess-kind';
import { lineFinder } from '@/lib/iam/explain/policy-source';
import { readJson } from '@/lib/iam/explain/read-json';
import { statementsOf } from '@/lib/iam/explain/say-places';
import { isSameJson } from '@/lib/iam/index/same-json';
import type { PolicyKind } from '@/lib/iam/parse/policy';
import { EXIT_BAD_INPUT, type Io } from './io';
import { isKind, KIND_NAMES } from './policy-kinds';
import { readPolicy } from './read-policy';
import { wrap } from './wrap';

export const COMPARE_USAGE = `usage: drawbridge iam compare BEFORE AFTER [--kind ${KIND_NAMES}] [--json]`;

const EXIT_DIFFERENT = 1;
const SHOWN_MAX = 20;

/**
 * `drawbridge iam compare BEFORE AFTER [--kind KIND] [--json]`: whether two policy documents
 * answer every question worth asking alike, and which ones they do not. Exit code 0 when they
 * do; 1 when they do not, or when there were more questions than could be asked; 2, with a line
 * for each fault, for wrong arguments and for documents that AWS would not take.
 */
export async function iamCompare(args: string[], io: Io): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    io.stderr(COMPARE_USAGE);
    return EXIT_BAD_INPUT;
  }
  const documents = readDocuments(asked, io);
  if (!documents) return EXIT_BAD_INPUT;
  const { before, after, kind } = documents;
  const report = compare(before, after, kind);
  if (asked.isJson) io.stdout(JSON.stringify({ kind, ...report }, null, 2));
  else for (const line of pageOf(report)) io.stdout(line);
  return report.isEquivalent && report.isComplete ? 0 : EXIT_DIFFERENT;
}

type Asked = {
  before: string;
  after: string;
  kind: PolicyKind | undefined;
  isJson: boolean;
};

function readArguments(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { kind: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [before, after, ...more] = positionals;
    const { kind, json = false } = values;
    const isWrong = more.length > 0 || (kind !== undefined && !isKind(kind));
    return !before || !after || isWrong ? null : { before, after, kind, isJson: json };
  } catch {
    return null;
  }
}

type Documents = { before: unknown; after: unknown; kind: PolicyKind };

/** Both documents; null, when what is wrong with them was told. */
function readDocuments(asked: Asked, io: Io): Documents | null {
  const files = [asked.before, asked.after];
  const texts = files.map((file) => readPolicy(file, io)).filter((text) => text !== null);
  if (texts.length < files.length) return null;
  const [before, after] = texts.map((text) => readJson(text).value);
  const kind = asked.kind ?? guessKind(statementsOf(before)[0]);
  const faults = files.flatMap((file, at) => faultsOf(file, texts[at] ?? '', kind));
  for (const fault of faults) io.stderr(fault);
  return faults.length > 0 ? null : { before, after, kind };
}

/** What AWS would refuse, a line each: a document that is never saved answers nothing. */
function faultsOf(file: string, text: string, kind: PolicyKind): string[] {
  const { value, places } = readJson(text);
  const find = lineFinder(text);
  return findProblems(value, kind, places).map(
    ({ at, message }) => `${file}: line ${find(at).line}: ${message}`,
  );
}

type Report = Pick<PolicyComparison, 'isEquivalent' | 'asked'> & {
  /** False when there was more to ask than was asked. */
  isComplete: boolean;
  differences: (PolicyComparison['differences'][number] & { says: string })[];
};

/** In every stage that the documents need. */
function compare(before: unknown, after: unknown, kind: PolicyKind): Report {
  const { stages, isComplete } = stagesFor([before, after], kind);
  const found = stages.map((stage) => compareIn(stage, before, after));
  // What is the same, answers the same, even when there was nothing to ask.
  const isSame = isSameJson(before, after);
  const differences = found.flatMap((one) => one.differences);
  const asked = found.reduce((total, one) => total + one.asked, 0);
  return {
    isEquivalent: isSame || (asked > 0 && differences.length === 0),
    isComplete: isSame || (isComplete && found.every((one) => one.isComplete)),
    asked,
    differences,
  };
}

function compareIn(stage: Stage, before: unknown, after: unknown) {
  const pair = { ...stage, before, after };
  const { questions, isComplete } = questionsWorthAsking(pair);
  const found = comparePolicies(pair, questions);
  const differences = (found?.differences ?? []).map((one) => ({
    ...one,
    says: sayDifference(one, stage.place),
  }));
  return {
    isComplete: isComplete && found?.isComplete === true,
    asked: found?.asked ?? 0,
    differences,
  };
}

function pageOf({ isEquivalent, isComplete, asked, differences }: Report): string[] {
  const total = asked.toLocaleString('en');
  const head = isEquivalent
    ? `They answer alike: ${total} questions asked.`
    : asked === 0
      ? 'No question could be asked.'
      : `They answer ${differences.length.toLocaleString('en')} of ${total} questions differently.`;
  const says = [...new Set(differences.map((one) => one.says))];
  const hidden = says.length - SHOWN_MAX;
  return [
    head,
    ...(isComplete
      ? []
      : ['There are more questions than were asked, so others may differ.']),
    ...says.slice(0, SHOWN_MAX).flatMap((sentence) => wrap(sentence, '- ', '  ')),
    ...(hidden > 0 ? [`${hidden} more: --json lists them all.`] : []),
  ];
}
