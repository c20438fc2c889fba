import { checkRequest } from '../evaluate/check-request';
import type { Request } from '../evaluate/request';
import type { CheckNode, RequestNode } from './explanation-node';
import { startUpper } from './list-words';
import type { RequestCheck } from './request-check';
import { ENTITY_CHECKS } from './request-checks';
import { SESSION_CHECKS } from './session-checks';

/** In the order in which `checkRequest` looks. */
const CHECKS: RequestCheck[] = [...ENTITY_CHECKS, ...SESSION_CHECKS];

/**
 * Whether the request can be made at all: the first node of every explanation. The checks
 * after the one that refuses are not made and not shown.
 */
export function explainRequest(request: Request): RequestNode {
  const reason = checkRequest(request);
  const asked = CHECKS.filter(({ isAsked }) => isAsked(request));
  const refusing = asked.findIndex(({ reasons }) => reasons.includes(reason ?? ''));
  const made = refusing < 0 ? asked : asked.slice(0, refusing + 1);
  const children = made.map((check, at) =>
    explainCheck(check, request, at === refusing ? reason : null),
  );
  return {
    id: 'answer/request',
    kind: 'request',
    verdict: reason === null ? 'passes' : 'refused',
    sentence:
      reason === null
        ? 'The request can be made; the policies decide.'
        : `The request is refused before any policy counts: ${children.at(-1)?.sentence ?? reason}`,
    isDeciding: reason !== null,
    detail: { reason },
    children,
  };
}

function explainCheck(
  check: RequestCheck,
  request: Request,
  reason: string | null,
): CheckNode {
  const words = reason === null ? check.passes(request) : check.refused(request, reason);
  return {
    id: `answer/request/${check.name}`,
    kind: 'check',
    verdict: reason === null ? 'passes' : 'refused',
    sentence: startUpper(`${words}.`),
    isDeciding: reason !== null,
    detail: {
      name: check.name,
      asked: check.asked(request),
      against: check.against(request),
    },
    children: [],
  };
}
