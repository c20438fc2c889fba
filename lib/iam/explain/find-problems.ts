import { parsePolicy } from '../parse/parse-policy';
import type { DocumentProblem, PolicyKind } from '../parse/policy';
import { unknownOperators } from '../parse/spoilt-conditions';
import { validatePolicyDocument } from '../validate/validate-policy-document';
import type { JsonPlace } from './read-json';

export type PlacedProblem = { at: number; message: string };

/** A document that is only read may be longer than a quota; operators are looked for apart. */
const NOT_TOLD = new Set(['too-long', 'unknown-operator']);

/**
 * Everything for which AWS would refuse a document, each at the value it is about, or at the
 * beginning of its statement when it is about something missing.
 */
export function findProblems(
  document: unknown,
  kind: PolicyKind,
  places: JsonPlace[],
): PlacedProblem[] {
  const repeated = places
    .filter(({ isRepeated }) => isRepeated)
    .map(({ at, path }) => ({
      at,
      message: `Remove this: the key "${String(path.at(-1))}" stands in this object before.`,
    }));
  const found = problemsOf(document, kind).map((problem) => ({
    at: placeOf(problem, places),
    message: problem.message,
  }));
  return [...repeated, ...found];
}

function problemsOf(document: unknown, kind: PolicyKind): DocumentProblem[] {
  if (kind === 'rcp' && isFullAccess(document)) return [];
  const found = validatePolicyDocument(JSON.stringify(document) ?? 'null', kind);
  const others = found.filter(({ code }) => !NOT_TOLD.has(code));
  const operators = unknownOperators(document).map(({ operator, statementIndex }) => ({
    code: 'unknown-operator',
    message: `Replace ${operator}: IAM has no such operator.`,
    statementIndex,
    element: 'Condition',
  }));
  return [...others, ...operators];
}

/** AWS's own `RCPFullAWSAccess`, the only resource control policy that may allow. */
function isFullAccess(document: unknown): boolean {
  const { statements, problems } = parsePolicy(document, 'rcp');
  const [only, ...others] = statements;
  if (!only || others.length > 0 || problems.length > 0) return false;
  const { effect, principal, action, resource, conditions } = only;
  return (
    effect === 'Allow' &&
    principal?.isNegated === false &&
    principal.isEveryone &&
    action.patterns.some(({ text }) => text === '*') &&
    resource?.patterns.some(({ raw }) => raw === '*') === true &&
    !action.isNegated &&
    !resource.isNegated &&
    conditions.length === 0
  );
}

function placeOf(problem: DocumentProblem, places: JsonPlace[]): number {
  const own = placesOf(problem.statementIndex, places);
  const names = [problem.element, `Not${problem.element}`];
  const ofElement = own.filter(({ path }) =>
    path.some((step) => names.includes(`${step}`)),
  );
  const nearest = ofElement.length > 0 ? ofElement : own;
  const found =
    nearest.find((place) => isNamed(place, problem.message)) ?? nearest[0] ?? places[0];
  return found?.at ?? 0;
}

/** The places of one statement; without a statement, those above all of them. */
function placesOf(statementIndex: number | null, places: JsonPlace[]): JsonPlace[] {
  if (statementIndex === null) return places.filter(({ path }) => path.length < 2);
  const inside = places.filter(({ path }) => path[0] === 'Statement');
  const isList = inside.some(({ path }) => typeof path[1] === 'number');
  return isList ? inside.filter(({ path }) => path[1] === statementIndex) : inside;
}

const NAMES = /"([^"]+)"|^(?:Remove|Replace) ([^\s":]+(?::\w+)*)|or (Not\w+), not both/g;

/** The problem quotes this value or names its key: `Remove "Actions".` */
function isNamed({ path, scalar }: JsonPlace, message: string): boolean {
  const words = [...message.matchAll(NAMES)].flatMap((groups) => groups.slice(1));
  const key = path.at(-1);
  const isKey = typeof key === 'string' && words.includes(key);
  return isKey || (typeof scalar === 'string' && words.includes(scalar));
}
