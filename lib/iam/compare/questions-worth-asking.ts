import { parseArn } from '@/lib/core/arn';
import { type Caller, findCaller } from '../evaluate/caller';
import { makeRequest } from '../evaluate/request';
import type { WorldFacts } from '../facts/world-facts';
import { matchPrincipal, type PolicyHome } from '../match/match-principal';
import type { ParsedStatement, PrincipalBlock } from '../parse/policy';
import type { Principal, Question } from '../question';
import { actionsWorthAsking } from './actions-worth-asking';
import {
  assignmentsOf,
  contextsWorthTrying,
  type KeyValues,
  toContext,
} from './contexts-worth-trying';
import { type DocumentsPair, statementsOf } from './documents-pair';
import { holdersOf } from './holders';
import { homeOfPlace } from './home-of-place';
import { pairsWorthAsking } from './pairs-worth-asking';
import { isHeldPlace, type Place } from './place';
import { principalsWorthAsking } from './principals-worth-asking';
import { resourcesWorthAsking } from './resources-worth-asking';

export type QuestionsWorthAsking = {
  questions: Question[];
  /** False when there were too many and some are missing: no difference then proves nothing. */
  isComplete: boolean;
};

const QUESTIONS_MAX = 10_000;
/** Values tried of the keys that follow from who asks, for each question. */
const DERIVED_MAX = 160;

/**
 * The questions that tell two documents of one place apart: everybody whom either names and
 * some whom none names, with every action and resource that a statement covers, and every
 * value of what the engine would derive by itself. All other keys are left open.
 */
export function questionsWorthAsking(pair: DocumentsPair): QuestionsWorthAsking {
  const statements = statementsOf(pair);
  const valuesFor = valuesOf(statements);
  const questions = new Map<string, Question>();
  let isComplete = true;
  for (const { question, speaking } of plainQuestions(pair, statements)) {
    const { variants, isAll } = withDerived(pair.world, question, valuesFor(speaking));
    isComplete &&= isAll;
    for (const variant of variants) {
      if (questions.size >= QUESTIONS_MAX) {
        return { questions: [...questions.values()], isComplete: false };
      }
      questions.set(JSON.stringify(variant), variant);
    }
  }
  return { questions: [...questions.values()], isComplete };
}

const SERVICES: Record<Place['kind'], string[]> = {
  trust: ['sts'],
  bucket: ['s3'],
  key: ['kms'],
  inline: ['sts', 's3', 'kms'],
  managed: ['sts', 's3', 'kms'],
  boundary: ['sts', 's3', 'kms'],
  session: ['sts', 's3', 'kms'],
  scp: ['sts', 's3', 'kms'],
  rcp: ['sts', 's3', 'kms'],
};

function* plainQuestions(
  pair: DocumentsPair,
  statements: ParsedStatement[],
): Generator<{ question: Question; speaking: boolean[] }> {
  const { world, place } = pair;
  const home = homeOfPlace(world, place);
  const principals = isHeldPlace(place)
    ? holdersOf(world, place).map((AWS) => ({ AWS }))
    : principalsWorthAsking(pair);
  const resources = resourcesWorthAsking(statements, place, home);
  const owners = resources.flatMap((one) => parseArn(one)?.service ?? []);
  const actions = actionsWorthAsking(statements, [
    ...SERVICES[place.kind],
    ...owners.filter((one) => place.kind !== 'trust' && /^[a-z0-9-]+$/.test(one)),
  ]);
  const asked = principals.map((principal) => ({
    principal,
    concerns: concernsOf(statements, findCaller(world, principal), home),
  }));
  for (const { action, resource, covers } of pairsWorthAsking(
    statements,
    actions,
    resources,
  )) {
    for (const { principal, concerns } of asked) {
      const speaking = concerns.map((concern, at) => concern && covers[at] === true);
      if (!speaking.includes(true)) continue;
      yield { question: askOf(principal, action, resource, home.accountId), speaking };
    }
  }
}

/** The values that tell those statements apart which speak of a question. */
function valuesOf(statements: ParsedStatement[]): (speaking: boolean[]) => KeyValues {
  const all = contextsWorthTrying(statements);
  const known = new Map<string, KeyValues>();
  return (speaking) => {
    const key = speaking.map(Number).join('');
    const found =
      known.get(key) ??
      contextsWorthTrying(
        statements.filter((_, at) => speaking[at]),
        all,
      );
    known.set(key, found);
    return found;
  };
}

/** For each statement, whether it can speak of a caller. Equal principals are judged once. */
function concernsOf(
  statements: ParsedStatement[],
  caller: Caller,
  home: PolicyHome,
): boolean[] {
  const known = new Map<string, boolean>();
  return statements.map(({ principal }) => {
    if (!principal) return true;
    const key = JSON.stringify(principal);
    const concern = known.get(key) ?? mayConcern(principal, caller, home);
    known.set(key, concern);
    return concern;
  });
}

/** A caller that was not read may be anybody. */
function mayConcern(block: PrincipalBlock, caller: Caller, home: PolicyHome): boolean {
  if (block.isNegated) return true;
  const isUnread = (caller.kind === 'role' || caller.kind === 'session') && !caller.role;
  return isUnread || matchPrincipal(block, caller, home) !== 'none';
}

const askOf = (
  principal: Principal,
  action: string,
  resource: string,
  accountId: string,
): Question => ({
  action,
  principal,
  resource,
  ...(parseArn(resource)?.accountId === '' ? { resourceAccount: accountId } : {}),
  context: {},
  unknownKeys: 'assume-unknown',
});

/** The question itself, and with each value of the keys that it would otherwise derive. */
function withDerived(
  world: WorldFacts,
  question: Question,
  values: KeyValues,
): { variants: Question[]; isAll: boolean } {
  const { lookup } = makeRequest(world, question);
  const derived = [...values.keys()].filter((key) => lookup(key) !== 'unknown');
  if (derived.length === 0) return { variants: [question], isAll: true };
  const { assignments, isAll } = assignmentsOf(derived, values, DERIVED_MAX);
  const others = assignments.map((one) => ({ ...question, ...toContext(one) }));
  return { variants: [question, ...others], isAll };
}
