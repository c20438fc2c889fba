import { canonicalJson } from './canonical-json';
import { diffLines } from './diff-lines';
import type { DiffStatementView } from './views';

export type DocumentDiff = {
  statements: DiffStatementView[];
  added: number;
  changed: number;
  removed: number;
  unchangedTotal: number;
};

type FromOf = (sid: string | null) => string;
type Statement = { sid: string | null; text: string; value: unknown };

/**
 * What changes between two documents, statement by statement. Statements are the same when
 * they carry the same Sid or, without one, say the same.
 *
 * @param fromOf the form field that a statement of that Sid comes from; null where no form asked for the document
 */
export function diffStatements(
  before: string | null,
  after: string | null,
  fromOf: FromOf | null = null,
): DocumentDiff {
  const olds = statementsOf(before);
  const diff: DocumentDiff = {
    statements: [],
    added: 0,
    changed: 0,
    removed: 0,
    unchangedTotal: 0,
  };
  for (const statement of statementsOf(after)) {
    const index = olds.findIndex((old) => isTwin(old, statement));
    const [old] = index < 0 ? [] : olds.splice(index, 1);
    addPair(diff, old ?? null, statement, fromOf);
  }
  for (const old of olds) {
    diff.removed += 1;
    diff.statements.push({
      sid: old.sid,
      from: fromOf ? 'no longer asked for' : '',
      lines: old.text.split('\n').map((text) => ({ mark: '-', text })),
    });
  }
  return diff;
}

function addPair(
  diff: DocumentDiff,
  old: Statement | null,
  statement: Statement,
  fromOf: FromOf | null,
): void {
  if (old && canonicalJson(old.value) === canonicalJson(statement.value)) {
    diff.unchangedTotal += 1;
    return;
  }
  if (old) diff.changed += 1;
  else diff.added += 1;
  diff.statements.push({
    sid: statement.sid,
    from: fromOf?.(statement.sid) ?? '',
    lines: diffLines(old?.text ?? '', statement.text),
  });
}

const isTwin = (a: Statement, b: Statement): boolean =>
  a.sid !== null || b.sid !== null
    ? a.sid === b.sid
    : canonicalJson(a.value) === canonicalJson(b.value);

function statementsOf(document: string | null): Statement[] {
  if (document === null) return [];
  const parsed: unknown = JSON.parse(document);
  const list =
    typeof parsed === 'object' && parsed !== null && 'Statement' in parsed
      ? parsed.Statement
      : parsed; // what is no policy is shown whole
  const statements: unknown[] = Array.isArray(list) ? list : [list];
  return statements.map((value) => ({
    value,
    text: JSON.stringify(value, null, 2),
    sid: sidOf(value),
  }));
}

const sidOf = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  'Sid' in value &&
  typeof value.Sid === 'string'
    ? value.Sid
    : null;
