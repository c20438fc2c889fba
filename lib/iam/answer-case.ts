import type { Answer } from './answer';
import { evaluate } from './evaluate/evaluate';
import { collectFacts, type WorldFacts } from './facts/world-facts';
import { lint } from './findings/lint';
import { buildIndex } from './index/estate-index';
import type { Question } from './question';
import type { ReachQuestion } from './reach/edge';
import { reach } from './reach/reach';
import { isKnownField, validateField } from './validate/validate-field';
import type { CollectedAccount, CollectedWorld } from './world';

/** A conformance case, read without its expectation. */
export type ConformanceCase = {
  id: string;
  kind: string;
  world?: CollectedWorld;
  question: Record<string, unknown>;
  /** Contexts to ask the question again with, every other key absent. */
  probes: Question['context'][];
};

export type CaseAnswer = { id: string } & Record<string, unknown>;

/**
 * The format's accounts are complete: a list that is not there is empty. Elsewhere it was
 * not read.
 */
function wholeWorld(world: CollectedWorld): CollectedWorld {
  const accounts = Object.entries(world.accounts).map(
    ([accountId, account]): [string, CollectedAccount] => [
      accountId,
      { OpenIDConnectProviders: [], SAMLProviders: [], Keys: [], ...account },
    ],
  );
  return { ...world, accounts: Object.fromEntries(accounts) };
}

const factsOf = (world: CollectedWorld): WorldFacts => collectFacts(wholeWorld(world));

/** What a question of the format means where it does not say. */
const UNSAID = { unknownKeys: 'assume-absent' } as const;

/** Answers one case; a kind that is not built says so. */
export function answerCase(conformanceCase: ConformanceCase): CaseAnswer {
  const { id, kind, world } = conformanceCase;
  const question = { ...UNSAID, ...conformanceCase.question };
  if (kind === 'decision' && world) {
    // The format's question is the engine's question; nothing in it makes the engine throw.
    return {
      id,
      ...answerDecision(factsOf(world), question as Question, conformanceCase),
    };
  }
  if (kind === 'graph' && world) {
    // The format's question of this kind is a reach question.
    const index = buildIndex(wholeWorld(world));
    return { id, reachable: reach(index, question as ReachQuestion) };
  }
  if (kind === 'findings' && world) return { id, findings: lint(factsOf(world)) };
  if (kind === 'validate') return { id, ...answerValidate(question) };
  return { id, error: 'not-supported', feature: kind };
}

function answerValidate(question: Record<string, unknown>): Record<string, unknown> {
  const [field, value] = [String(question['field']), question['value']];
  if (!isKnownField(field)) {
    return { error: 'not-supported', feature: `validate ${field}` };
  }
  return validateField(field, value);
}

function answerDecision(
  world: WorldFacts,
  question: Question,
  { probes }: ConformanceCase,
): Omit<Answer, 'layers'> & { probes: string[] } {
  const { layers: _layers, ...answer } = evaluate(world, question);
  return { ...answer, probes: probes.map((context) => probe(world, question, context)) };
}

const probe = (
  world: WorldFacts,
  question: Question,
  context: Question['context'],
): string =>
  evaluate(world, {
    ...question,
    unknownKeys: 'assume-absent',
    context: { ...question.context, ...context },
  }).decision;
