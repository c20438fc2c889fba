import { judgePolicies } from '../../evaluate/layer';
import { rcpLayer } from '../../evaluate/organization-layers';
import { makeRequest } from '../../evaluate/request';
import { and, not, or } from '../../formula/formula';
import { settle } from '../../formula/settle';
import type { ParsedStatement } from '../../parse/policy';
import type { Question } from '../../question';
import type { Place } from '../rule';

export type Ask = Pick<Question, 'action' | 'principal' | 'resource'> &
  Partial<Pick<Question, 'context' | 'absentKeys'>>;

/**
 * Whether one Allow statement may let a caller through, as far as the resource's side goes:
 * no Deny of the same document and no resource control policy stands against it. What the
 * question does not tell is open, so a condition that the caller can meet stops nobody.
 */
export function documentLets(place: Place, allow: ParsedStatement, ask: Ask): boolean {
  const { world, ref, policy, kind } = place;
  const request = makeRequest(world, {
    context: {},
    ...ask,
    unknownKeys: 'assume-unknown',
  });
  const denies = policy.statements.filter(({ effect }) => effect === 'Deny');
  const own = { ref, policy: { ...policy, statements: [allow, ...denies] } };
  const document = judgePolicies('resource', [own], request);
  const isResourceSide = kind !== 'identity' && kind !== 'boundary';
  const denied = or(document.deny, isResourceSide ? rcpLayer(request).deny : false);
  return settle(and(document.allow, not(denied))) !== false;
}
