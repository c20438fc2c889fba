import { checkGrammar } from './check-grammar';
import { decodeDocument } from './decode-document';
import { isPlainDocument } from './plain-document';
import type { DocumentProblem, PolicyKind } from './policy';
import { isObject, type JsonObject, toList } from './values';

type ReadDocument = {
  document: unknown;
  /** What makes the document unusable as a whole; empty when it can be used. */
  problems: DocumentProblem[];
  /** Every statement at its place in the document; null for one that does not count. */
  statements: (JsonObject | null)[];
};

/**
 * The statements of a document, as far as it can be read. One that AWS could not have saved
 * grants nothing, but what it denies stays denied: a damaged document must never let more
 * through than the sound one.
 */
export const readDocument = (source: unknown, kind: PolicyKind): ReadDocument =>
  isPlainDocument(source, kind)
    ? { document: source, problems: [], statements: source.Statement }
    : readCarefully(source, kind);

function readCarefully(source: unknown, kind: PolicyKind): ReadDocument {
  const decoded = decodeDocument(source);
  if (!decoded.ok) {
    const problem = {
      code: 'invalid-json',
      message: decoded.problem,
      statementIndex: null,
      element: null,
    };
    return { document: source, problems: [problem], statements: [] };
  }
  const { document } = decoded;
  const problems = checkGrammar(document, kind);
  const sources = isObject(document) ? toList(document['Statement']) : [];
  if (problems.length === 0) {
    // A sound document has nothing but objects for statements.
    const statements = sources as JsonObject[];
    return { document, problems, statements };
  }
  const damaged = new Set(
    problems
      .filter((problem) => !isAboutEveryone(problem, kind))
      .map(({ statementIndex }) => statementIndex),
  );
  const statements = sources.map((source, index) =>
    isDenial(source) && !damaged.has(index) ? source : null,
  );
  return { document, problems, statements };
}

/**
 * A resource control policy can name nobody but everybody, so that whatever is wrong with whom
 * it names, its denial can be read.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
const isAboutEveryone = ({ element }: DocumentProblem, kind: PolicyKind): boolean =>
  kind === 'rcp' && (element === 'Principal' || element === 'NotPrincipal');

const isDenial = (statement: unknown): statement is JsonObject =>
  isObject(statement) && statement['Effect'] === 'Deny';
