import { findProblems } from '@/lib/iam/explain/find-problems';
import type { JsonPlace, ReadJson } from '@/lib/iam/explain/read-json';
import type { FindingCode } from '@/lib/iam/findings/catalogue';
import { lintDocument } from '@/lib/iam/findings/lint-document';
import { warnOfPower } from '@/lib/iam/findings/warn-of-power';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import { documentSize } from '@/lib/iam/validate/document-size';
import { type KnownWords, nameFindings } from './name-findings';
import type { PolicyFinding, PolicyText } from './policy-check';
import { resourceFindings } from './resource-findings';

export type Found = Omit<PolicyFinding, 'line'>;

type Checked = Pick<PolicyText, 'text' | 'kind'> & {
  /** How long it may be where it is to hang. */
  limit: number;
  read: ReadJson;
};

/** Problems for which AWS would refuse the text; without any, what deserves a second look. */
export function documentFindings(checked: Checked, words: KnownWords): Found[] {
  const { read } = checked;
  const problems = problemsOf(checked);
  const isSound = problems.length === 0;
  return [
    ...tooLong(checked),
    ...problems,
    ...(read.fault ? [] : misnamed(checked, words)),
    ...(isSound ? warnings(checked, words) : []),
  ];
}

const plain = (
  severity: Found['severity'],
  at: number,
  message: string,
  why: string | null = null,
): Found => ({ severity, at, message, why, fix: null });

function tooLong({ text, kind, limit }: Checked): Found[] {
  const usual = documentSize(text, kind);
  const [has, most] = [usual.used, limit].map((count) => count.toLocaleString('en'));
  const message =
    limit === usual.limit
      ? usual.message
      : `Shorten it to ${most} characters: more this account may not have.`;
  return usual.used > limit ? [plain('error', 0, `${message} It has ${has}.`)] : [];
}

const problemsOf = ({ kind, read }: Checked): Found[] =>
  read.fault
    ? [plain('error', read.fault.at, read.fault.message)]
    : findProblems(read.value, kind, read.places).map(({ at, message }) =>
        plain('error', at, message),
      );

function misnamed({ text, read }: Checked, words: KnownWords): Found[] {
  return nameFindings(read.places, words).map(({ at, message, instead }) => {
    const written = JSON.stringify(instead?.written);
    const found = plain('warning', at, message);
    // A text with escapes is left to its author.
    if (!instead || !text.startsWith(written, at)) return found;
    const [label, insert] = [`Write ${instead.name}`, JSON.stringify(instead.name)];
    return { ...found, fix: { label, from: at, to: at + written.length, insert } };
  });
}

/** Said better by `warnOfPower`, or a problem already. */
const SAID_ELSEWHERE = new Set<FindingCode>([
  'malformed-policy',
  'unknown-operator',
  'unreadable-address',
]);

function warnings({ kind, read }: Checked, words: KnownWords): Found[] {
  const { statements } = parsePolicy(read.value, kind);
  const at = (index: number) => statementAt(read.places, index);
  const linted = lintDocument(read.value, kind)
    .filter(({ code }) => !SAID_ELSEWHERE.has(code))
    .map(({ statement, message, why }) =>
      plain('warning', at(statement?.statementIndex ?? 0), message, why),
    );
  const seen = [...warnOfPower(statements), ...resourceFindings(statements, words)].map(
    ({ statementIndex, message }) => plain('warning', at(statementIndex), message),
  );
  return [...linted, ...seen];
}

/** Where a statement begins, in a list or alone. */
function statementAt(places: JsonPlace[], index: number): number {
  const found =
    places.find(
      ({ path }) => path.length === 2 && path[0] === 'Statement' && path[1] === index,
    ) ?? places.find(({ path }) => path.length === 1 && path[0] === 'Statement');
  return found?.at ?? 0;
}
