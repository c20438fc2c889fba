import { checkGrammar, unknownOperators } from '../parse/check-grammar';
import { decodeDocument } from '../parse/decode-document';
import type { DocumentProblem } from '../parse/policy';
import { isObject, toList } from '../parse/values';
import { checkStatementContents } from './check-statement-contents';
import type { DocumentKind } from './document-kind';

const LONGEST: Record<DocumentKind, number> = {
  trust: 2048,
  identity: 10_240,
  bucket: 20_480,
  key: 32_768,
  boundary: 6144,
  session: 2048,
  scp: 5120,
};
const COUNTS_WHITE_SPACE = new Set<DocumentKind>(['bucket', 'key', 'session']);

/** Tab, line feed, carriage return and the printable characters up to ÿ. */
const ALLOWED_TEXT = /^[\t\n\r\u0020-\u00FF]*$/;

/**
 * Everything for which AWS would refuse to save a document; empty when it would take it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function validatePolicyDocument(
  text: string,
  kind: DocumentKind,
): DocumentProblem[] {
  const problems = checkText(text, kind);
  const decoded = decodeDocument(text);
  if (!decoded.ok) {
    return [...problems, problem('invalid-json', decoded.problem)];
  }
  const { document } = decoded;
  const grammar = checkGrammar(document, kind);
  if (grammar.length > 0 || !isObject(document)) return [...problems, ...grammar];
  const statements = toList(document['Statement']).filter(isObject);
  if (statements.length === 0) {
    problems.push(problem('missing-statement', 'Add a statement.'));
  }
  return [
    ...problems,
    ...unknownOperators(document).map(({ operator, statementIndex }) => ({
      code: 'unknown-operator',
      message: `Replace ${operator}: IAM has no such operator.`,
      statementIndex,
    })),
    ...duplicateSids(statements.map((statement) => statement['Sid'])),
    ...statements.flatMap((statement, at) => checkStatementContents(statement, kind, at)),
  ];
}

const problem = (
  code: string,
  message: string,
  statementIndex: number | null = null,
): DocumentProblem => ({ code, message, statementIndex });

function checkText(text: string, kind: DocumentKind): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const counted = COUNTS_WHITE_SPACE.has(kind) ? text : text.replace(/\s/g, '');
  const most = LONGEST[kind];
  if (counted.length > most) {
    const message = `Shorten the document to ${most} characters; it has ${counted.length}.`;
    problems.push(problem('too-long', message));
  }
  if (!ALLOWED_TEXT.test(text)) {
    problems.push(
      problem('invalid-characters', 'Use plain Latin characters: AWS refuses others.'),
    );
  }
  return problems;
}

function duplicateSids(sids: unknown[]): DocumentProblem[] {
  return sids.flatMap((sid, at) =>
    sid !== undefined && sid !== '' && sids.indexOf(sid) < at
      ? [problem('duplicate-sid', `Rename the second Sid "${String(sid)}".`, at)]
      : [],
  );
}
