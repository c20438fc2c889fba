import { findCaller, isAccountCaller } from '../../evaluate/caller';
import { judgePolicies } from '../../evaluate/layer';
import { rcpLayer } from '../../evaluate/organization-layers';
import { gatherRcp, joinRequest, type Request } from '../../evaluate/request';
import { findTarget } from '../../evaluate/target';
import { and, type Formula, not, or } from '../../formula/formula';
import { settle } from '../../formula/settle';
import { boundaryShelf } from '../../gather/boundary-shelf';
import type { ParsedStatement } from '../../parse/policy';
import type { Question } from '../../question';
import { covers } from '../principals';
import type { Place } from '../rule';

export type Ask = Pick<Question, 'action' | 'principal' | 'resource'> &
  Partial<Pick<Question, 'context' | 'absentKeys'>>;

/**
 * Whether one Allow statement may let a caller through, as far as the resource's side goes:
 * no Deny of the same document and no resource control policy stands against it. What the
 * question does not tell is open, so a condition that the caller can meet stops nobody.
 */
export function documentLets(place: Place, allow: ParsedStatement, ask: Ask): boolean {
  if (!covers(allow, ask.action)) return false;
  const { ref, policy, kind } = place;
  const request = requestOf(place, ask);
  const denies = policy.statements.filter(({ effect }) => effect === 'Deny');
  const own = { ref, policy: { ...policy, statements: [allow, ...denies] } };
  const document = judgePolicies('resource', [own], request);
  if (document.allow === false) return false;
  const isResourceSide = kind !== 'identity' && kind !== 'boundary';
  const denied = or(document.deny, isResourceSide ? rcpDeny(place, request) : false);
  return settle(and(document.allow, not(denied))) !== false;
}

const rcpDeny = ({ world }: Place, request: Request): Formula =>
  rcpLayer({ ...request, rcp: gatherRcp(world, request.target) }).deny;

/**
 * The request without the caller's own policies, which are not asked here, and without those
 * of the organization, which are gathered when they are.
 */
function requestOf({ world }: Place, ask: Ask): Request {
  const question: Question = { context: {}, ...ask, unknownKeys: 'assume-unknown' };
  const { principal } = question;
  const caller = findCaller(world, principal);
  const target = findTarget(world, question, caller);
  const { boundaryArn } = isAccountCaller(caller)
    ? boundaryShelf(world, caller)
    : { boundaryArn: null };
  const callerPolicies = { identity: null, boundaryArn, boundary: null, scp: null };
  return joinRequest({ world, question, caller, target, callerPolicies, rcp: null });
}
