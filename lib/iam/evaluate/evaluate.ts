import type { Answer } from '../answer';
import { explainLayers } from '../explain/explain-layers';
import { warningsFor } from '../explain/warnings';
import type { WorldFacts } from '../facts/world-facts';
import { and } from '../formula/formula';
import { settle } from '../formula/settle';
import {
  conditionKeysOf,
  conditionsOf,
  requirementsOf,
  toExpression,
} from '../formula/to-expression';
import type { Question } from '../question';
import { checkRequest } from './check-request';
import { type Judgement, judgeRequest } from './combine';
import { type ExtraDemand, extraDemands } from './extra-demands';
import { allowReason, denyReason, extraReason } from './reason';
import { makeRequest, type Request } from './request';

/**
 * Answers one question about one world: allow, deny, or conditional on what the question or
 * the collected data leave open. Pure; never throws; the same input gives the same answer.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(world: WorldFacts, question: Question): Answer {
  const request = makeRequest(world, question);
  const main = judgeRequest(request);
  const invalid = checkRequest(request);
  const answer = invalid
    ? { ...emptyAnswer(), reason: invalid }
    : decide(request, main, extraDemands(request));
  return {
    ...answer,
    layers: explainLayers(request, main),
    warnings: warningsFor(request, main),
  };
}

const emptyAnswer = (): Answer => ({
  decision: 'deny',
  reason: '',
  conditionKeys: [],
  expression: null,
  conditions: [],
  requires: [],
  layers: [],
  warnings: [],
});

function decide(request: Request, main: Judgement, extras: ExtraDemand[]): Answer {
  const answer = emptyAnswer();
  const outcome = settle(
    and(main.isAllowed, ...extras.map(({ judgement }) => judgement.isAllowed)),
  );
  if (outcome === false) return { ...answer, reason: whyDenied(main, extras) };
  if (outcome === true) {
    return { ...answer, decision: 'allow', reason: allowReason(request, main, settle) };
  }
  const conditionKeys = conditionKeysOf(outcome);
  const requires = requirementsOf(outcome);
  const expression = toExpression(outcome);
  return {
    ...answer,
    decision: 'conditional',
    reason: openReason(conditionKeys, requires),
    conditionKeys,
    expression,
    conditions: conditionsOf(expression),
    requires,
  };
}

function whyDenied(main: Judgement, extras: ExtraDemand[]): string {
  if (settle(main.isAllowed) === false) return denyReason(main);
  const failed = extras.find(({ judgement }) => settle(judgement.isAllowed) === false);
  return failed ? extraReason(failed.extra, failed.judgement) : 'unsatisfiable';
}

function openReason(keys: string[], requires: Answer['requires']): string {
  if (keys.length > 0) return 'conditional';
  const isExternal = requires.some(({ kind }) => kind === 'external-identity-allow');
  return isExternal ? 'external-identity-unknown' : 'unresolved-policy-document';
}
