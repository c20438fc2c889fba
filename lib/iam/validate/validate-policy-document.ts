import { checkGrammar } from '../parse/check-grammar';
import { decodeDocument } from '../parse/decode-document';
import type { DocumentProblem } from '../parse/policy';
import { unknownOperators } from '../parse/spoilt-conditions';
import { isObject, type JsonObject, toList } from '../parse/values';
import { checkStatementContents } from './check-statement-contents';
import type { DocumentKind } from './document-kind';
import { documentSize } from './document-size';
import { TEXT_RULES } from './text-rules';

/**
 * Everything for which AWS would refuse to save a document; empty when it would take it.
 * Whether its principals, actions and resources exist is not looked at. Never throws.
 *
 * @param kind where the document is to hang; `identity` has the widest limit, a role's
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
  return [...problems, ...checkContents(document, kind)];
}

const problem = (
  code: string,
  message: string,
  statementIndex: number | null = null,
  element: string | null = null,
): DocumentProblem => ({ code, message, statementIndex, element });

function checkText(text: string, kind: DocumentKind): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const { used, limit, message } = documentSize(text, kind);
  if (used > limit) {
    const has = `It has ${used.toLocaleString('en')}.`;
    problems.push(problem('too-long', `${message} ${has}`));
  }
  const rule = TEXT_RULES.PolicyDocument;
  if (!rule.pattern.test(text))
    problems.push(problem('invalid-characters', rule.message));
  return problems;
}

function checkContents(document: JsonObject, kind: DocumentKind): DocumentProblem[] {
  const statements = toList(document['Statement']).filter(isObject);
  return [
    ...checkVersion(document['Version'], kind),
    ...(statements.length === 0
      ? [problem('missing-statement', 'Add a statement.', null, 'Statement')]
      : []),
    ...unknownOperators(document).map(({ operator, statementIndex }) => {
      const message = `Replace ${operator}: IAM has no such operator.`;
      return problem('unknown-operator', message, statementIndex, 'Condition');
    }),
    ...duplicateSids(statements.map((statement) => statement['Sid'])),
    ...statements.flatMap((statement, at) => checkStatementContents(statement, kind, at)),
  ];
}

/** Organizations knows the newer version only, and wants it named. */
function checkVersion(version: unknown, kind: DocumentKind): DocumentProblem[] {
  const isOfOrganization = kind === 'scp' || kind === 'rcp';
  return isOfOrganization && version !== '2012-10-17'
    ? [problem('missing-version', 'Set Version to "2012-10-17".', null, 'Version')]
    : [];
}

function duplicateSids(sids: unknown[]): DocumentProblem[] {
  const seen = new Set<unknown>();
  return sids.flatMap((sid, at) => {
    if (sid === undefined || sid === '') return [];
    if (!seen.has(sid)) {
      seen.add(sid);
      return [];
    }
    return [problem('duplicate-sid', `Rename the second Sid "${sid}".`, at, 'Sid')];
  });
}
