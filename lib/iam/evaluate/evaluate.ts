import type { Answer } from '../answer';
import { explainLayers } from '../explain/explain-layers';
import { warningsFor } from '../explain/warnings';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import { judgeRequest } from './combine';
import { decideRequest } from './decide-question';
import { makeRequest } from './request';

/**
 * Answers one question about one world: allow, deny, or conditional on what the question or
 * the collected data leave open. Pure; never throws; the same input gives the same answer.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(world: WorldFacts, question: Question): Answer {
  const request = makeRequest(world, question);
  const judgement = judgeRequest(request);
  return {
    ...decideRequest(request, judgement),
    layers: explainLayers(request, judgement),
    warnings: warningsFor(request, judgement),
  };
}
