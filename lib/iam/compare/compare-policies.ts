import { decideQuestion, type Verdict } from '../evaluate/decide-question';
import { makeRequest } from '../evaluate/request';
import type { WorldFacts } from '../facts/world-facts';
import { expressionHolds } from '../formula/expression-holds';
import type { Lookup } from '../parse/template';
import type { ContextValue, Question } from '../question';
import type { PolicyDocument } from '../world';
import { ALLOW_ALL, type Assumption, assumedWorld } from './assumed-worlds';
import {
  type Assignment,
  assignmentsOf,
  contextsWorthTrying,
  type KeyValues,
  toContext,
} from './contexts-worth-trying';
import { type DocumentsPair, statementsOf } from './documents-pair';
import type { Place } from './place';
import { replaceDocument } from './replace-document';

type ComparedAnswer = Pick<Verdict, 'decision' | 'reason' | 'conditionKeys'> & {
  /** Whether the request gets through under the context; what was not read is in its favour. */
  isAllowed: boolean;
};

/** One question that two documents answer differently. */
export type Difference = {
  question: Question;
  /** What everything else is taken to say: a document may matter only under some policies. */
  assuming: Assumption;
  /** Values of the open keys that show it; null when it shows in what is demanded, not in these. */
  context: Record<string, ContextValue> | null;
  before: ComparedAnswer;
  after: ComparedAnswer;
};

export type PolicyComparison = {
  /** No question was answered differently, and some were asked: nothing asked proves nothing. */
  isEquivalent: boolean;
  /** How many questions were put to both documents. */
  asked: number;
  /** False when not every value of the keys was tried that may tell the documents apart. */
  isComplete: boolean;
  differences: Difference[];
};

const CONTEXTS_MAX = 512;
/** No difference among the values that were tried, which were not all. */
const UNTRIED = 'untried';
type Found = Difference | typeof UNTRIED | null;

/**
 * Asks the same questions with one document and with the other in its place, in the world as
 * it was read, and with all other policies taken to allow everything and to say nothing. Null
 * when the place is not in the world. Pure; never throws.
 *
 * @param questions usually `questionsWorthAsking` of the same pair
 */
export function comparePolicies(
  pair: DocumentsPair,
  questions: Question[],
): PolicyComparison | null {
  const worlds = pairsOfWorlds(pair, questions);
  if (!worlds) return null;
  const values = contextsWorthTrying(statementsOf(pair));
  const found = questions.map((question) => firstDifference(worlds, question, values));
  const differences = found.filter((one) => one !== null && one !== UNTRIED);
  return {
    isEquivalent: questions.length > 0 && differences.length === 0,
    asked: questions.length,
    isComplete: !found.includes(UNTRIED),
    differences,
  };
}

/** A world, and what a question says in it. */
type Side = { world: WorldFacts; ask: (question: Question) => Question };
type Worlds = { assuming: Assumption; before: Side; after: Side };

function pairsOfWorlds(
  { world, place, before, after }: DocumentsPair,
  questions: Question[],
): Worlds[] | null {
  const bases: [Assumption, WorldFacts][] = [
    ['as-read', world],
    ['others-allow', assumedWorld(world, place, questions, 'others-allow')],
    ['others-silent', assumedWorld(world, place, questions, 'others-silent')],
  ];
  const worlds = bases.map(([assuming, base]) => ({
    assuming,
    before: sideOf(base, { place, document: before, assuming }),
    after: sideOf(base, { place, document: after, assuming }),
  }));
  const found = worlds.filter(
    (one): one is Worlds => one.before !== null && one.after !== null,
  );
  return found.length === bases.length ? found : null;
}

type Stand = { place: Place; document: PolicyDocument; assuming: Assumption };

function sideOf(base: WorldFacts, { place, document, assuming }: Stand): Side | null {
  const world = replaceDocument(base, place, document);
  const others = assuming === 'others-allow' ? [ALLOW_ALL] : [];
  const ask = (question: Question): Question =>
    place.kind === 'session'
      ? { ...question, session: { ...question.session, policies: [document, ...others] } }
      : question;
  return world && { world, ask };
}

function firstDifference(worlds: Worlds[], question: Question, values: KeyValues): Found {
  let isUntried = false;
  for (const pair of worlds) {
    const found = differenceIn(pair, question, values);
    if (found === UNTRIED) isUntried = true;
    else if (found) return found;
  }
  return isUntried ? UNTRIED : null;
}

function differenceIn(
  { assuming, before, after }: Worlds,
  question: Question,
  values: KeyValues,
): Found {
  const verdicts: Both = {
    before: decideQuestion(before.world, before.ask(question)),
    after: decideQuestion(after.world, after.ask(question)),
  };
  if (isSame(verdicts)) return null;
  const keys = [...verdicts.before.conditionKeys, ...verdicts.after.conditionKeys];
  const closed = closedLookup(before.world, question);
  const { assignments, isAll } = assignmentsOf(keys, values, CONTEXTS_MAX);
  const assignment = assignments.find((one) => {
    const lookup = withAssignment(closed, one);
    return isAllowed(verdicts.before, lookup) !== isAllowed(verdicts.after, lookup);
  });
  if (assignment === undefined && sameDemands(verdicts)) return isAll ? null : UNTRIED;
  const lookup = withAssignment(closed, assignment ?? new Map());
  return {
    question,
    assuming,
    context: assignment ? toContext(assignment).context : null,
    before: answerOf(verdicts.before, lookup),
    after: answerOf(verdicts.after, lookup),
  };
}

type Both = { before: Verdict; after: Verdict };

const isSame = ({ before, after }: Both): boolean =>
  before.decision === after.decision &&
  JSON.stringify(before.expression) === JSON.stringify(after.expression);

/** Whether both hang on the same things that were not read, and both are open or neither is. */
const sameDemands = ({ before, after }: Both): boolean =>
  before.decision === after.decision && demandsOf(before) === demandsOf(after);

const demandsOf = ({ requires }: Verdict): string =>
  JSON.stringify(requires.map((one) => JSON.stringify(one)).sort());

/** What the question says of keys, with every open one taken to be absent. */
const closedLookup = (world: WorldFacts, question: Question): Lookup =>
  makeRequest(world, { ...question, unknownKeys: 'assume-absent' }).lookup;

const withAssignment =
  (closed: Lookup, assignment: Assignment): Lookup =>
  (key) => {
    const value = assignment.get(key.toLowerCase());
    if (value === undefined) return closed(key);
    return value === null ? 'absent' : [value].flat();
  };

const isAllowed = ({ decision, expression }: Verdict, lookup: Lookup): boolean =>
  expression ? expressionHolds(expression, lookup) : decision === 'allow';

const answerOf = (verdict: Verdict, lookup: Lookup): ComparedAnswer => ({
  decision: verdict.decision,
  reason: verdict.reason,
  conditionKeys: verdict.conditionKeys,
  isAllowed: isAllowed(verdict, lookup),
});
