import type { Answer } from '../answer';
import type { WorldFacts } from '../facts/world-facts';
import { and, type Formula } from '../formula/formula';
import { settle } from '../formula/settle';
import {
  conditionKeysOf,
  conditionsOf,
  requirementsOf,
  toExpression,
} from '../formula/to-expression';
import type { Question } from '../question';
import { providerDemand } from './check-provider';
import { checkRequest } from './check-request';
import { type Judgement, judgeRequest } from './combine';
import { type ExtraDemand, extraDemands } from './extra-demands';
import { allowReason, denyReason, extraReason } from './reason';
import { makeRequest, type Request } from './request';

/** An answer without its proof. */
export type Verdict = Required<Omit<Answer, 'layers' | 'warnings'>>;

/** What `evaluate` decides, without the cost of explaining it. */
export function decideQuestion(world: WorldFacts, question: Question): Verdict {
  const request = makeRequest(world, question);
  return decideRequest(request, judgeRequest(request));
}

export function decideRequest(request: Request, main: Judgement): Verdict {
  const invalid = checkRequest(request);
  return invalid ? denied(invalid) : decide(request, main, extraDemands(request));
}

const denied = (reason: string): Verdict => ({
  decision: 'deny',
  reason,
  conditionKeys: [],
  expression: null,
  conditions: [],
  requires: [],
});

function decide(request: Request, main: Judgement, extras: ExtraDemand[]): Verdict {
  const outcome = settle(
    and(
      providerDemand(request),
      main.isAllowed,
      ...extras.map(({ judgement }) => judgement.isAllowed),
    ),
  );
  return outcome === false
    ? denied(whyDenied(main, extras))
    : letIn(outcome, () => allowReason(request, main, settle));
}

/** The verdict on a request that is allowed, surely or under conditions. */
export function letIn(
  outcome: Exclude<Formula, false>,
  allowedBy: () => string,
): Verdict {
  if (outcome === true) return { ...denied(allowedBy()), decision: 'allow' };
  const conditionKeys = conditionKeysOf(outcome);
  const requires = requirementsOf(outcome);
  const expression = toExpression(outcome);
  return {
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
