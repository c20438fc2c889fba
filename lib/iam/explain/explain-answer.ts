import type { Answer } from '../answer';
import { judgeRequest } from '../evaluate/combine';
import { decideRequest } from '../evaluate/decide-question';
import { extraDemands } from '../evaluate/extra-demands';
import { makeRequest, type Request, withAction } from '../evaluate/request';
import type { WorldFacts } from '../facts/world-facts';
import { and } from '../formula/formula';
import { settle } from '../formula/settle';
import type { Question } from '../question';
import { describeCaller } from './describe-caller';
import {
  explainPermission,
  type Permission,
  verdictOfPermission,
} from './explain-permission';
import { explainRequest } from './explain-request';
import type { AnswerNode } from './explanation-node';
import {
  atomIdsOf,
  type Cause,
  findDenyCause,
  findGrantCause,
  findOpenCause,
  NO_CAUSE,
} from './find-cause';
import { startUpper } from './list-words';
import { sayConditions } from './say-conditions';
import { sayReason } from './say-reason';
import { warningsFor } from './warnings';

const EXTRA_ACTIONS = {
  'tag-session': 'sts:TagSession',
  'source-identity': 'sts:SetSourceIdentity',
} as const;

/** Requests about nobody or nothing: there are no policies to walk through. */
const WITHOUT_POLICIES = new Set(['no-such-principal', 'no-such-resource']);

/**
 * Why `evaluate` answers a question as it does, as a tree from the answer down to single
 * conditions with the values compared. Plain data, made for one answer at a time: it looks at
 * every policy again. Pure; never throws.
 */
export function explainAnswer(world: WorldFacts, question: Question): AnswerNode {
  const request = makeRequest(world, question);
  const main = judgeRequest(request);
  const answer = decideRequest(request, main);
  const permissions: Permission[] = [
    { request, judgement: main, extra: null },
    ...extraDemands(request).map(({ extra, judgement }) => ({
      request: withAction(request, EXTRA_ACTIONS[extra]),
      judgement,
      extra,
    })),
  ];
  const requestNode = explainRequest(request);
  const isRefused = requestNode.verdict === 'refused';
  const shown = WITHOUT_POLICIES.has(requestNode.detail.reason ?? '') ? [] : permissions;
  const causes = isRefused ? [] : findCauses(permissions, answer);
  const { action, principal, resource } = question;
  const { reason, conditionKeys, requires } = answer;
  const warnings = warningsFor(request, main);
  return {
    id: 'answer',
    kind: 'answer',
    verdict: answer.decision,
    sentence: say(request, answer),
    isDeciding: true,
    detail: { action, principal, resource, reason, conditionKeys, requires, warnings },
    children: [
      requestNode,
      ...shown.map((permission, at) =>
        explainPermission(
          permission,
          causes[at] ?? NO_CAUSE,
          `answer/permission-${at + 1}`,
        ),
      ),
    ],
  };
}

/** For each permission what the answer rests on there; of two that are denied the first counts. */
function findCauses(
  permissions: Permission[],
  { decision }: Pick<Answer, 'decision'>,
): Cause[] {
  if (decision === 'allow') {
    return permissions.map(({ request, judgement }) =>
      findGrantCause(request, judgement),
    );
  }
  const denied = permissions.find(
    ({ judgement }) => verdictOfPermission(judgement) === 'deny',
  );
  if (denied) {
    return permissions.map((permission) =>
      permission === denied ? findDenyCause(permission.judgement) : NO_CAUSE,
    );
  }
  const atoms = decidingAtoms(permissions);
  return permissions.map(({ judgement }) => {
    const cause = findOpenCause(judgement, atoms);
    return cause.layers.length > 0 ? cause : NO_CAUSE;
  });
}

/** Where permissions exclude each other nothing is left of their conditions: all count. */
function decidingAtoms(permissions: Permission[]): Set<string> {
  const formulas = permissions.map(({ judgement }) => judgement.isAllowed);
  const outcome = settle(and(...formulas));
  const open = typeof outcome === 'boolean' ? formulas : [outcome];
  return new Set(open.flatMap(atomIdsOf));
}

function say(
  request: Request,
  answer: Pick<Answer, 'decision' | 'reason' | 'expression'>,
): string {
  const { actionName, target } = request;
  const call = `call ${actionName} on ${target.arn}`;
  const who = startUpper(describeCaller(request));
  switch (answer.decision) {
    case 'allow':
      return `${who} may ${call}. ${sayReason(answer.reason)}`;
    case 'deny':
      return `${who} may not ${call}. ${sayReason(answer.reason)}`;
    default:
      return `${who} may ${call} ${sayConditions(answer)}.`;
  }
}
