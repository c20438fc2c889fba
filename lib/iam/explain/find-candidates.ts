import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import type { ReferredPolicy } from '../gather/shelf';
import { matchAction } from '../match/match-action';
import { matchPrincipal } from '../match/match-principal';
import { matchResource } from '../match/match-resource';
import type { ParsedStatement } from '../parse/policy';
import type { Candidate } from './explain-statement';
import type { Missing } from './explanation-node';

/**
 * The statements of one policy that bear on a request: those that cover it, and those that
 * would but for one thing. With `isSilent` the grants that name another principal or another
 * resource count too: they are what a reader wants to see where nothing allows.
 */
export function findCandidates(
  { ref, policy }: ReferredPolicy,
  { hits }: Pick<Layer, 'hits'>,
  request: Request,
  isSilent: boolean,
): Candidate[] {
  return policy.statements.flatMap((statement): Candidate[] => {
    const hit = hits.find(
      (one) =>
        one.statement === statement &&
        one.ref.owner === ref.owner &&
        one.ref.name === ref.name,
    );
    if (hit) return [{ hit, missing: hit.formula === false ? 'condition' : null }];
    const missing = missingOf(statement, request);
    if (missing === null || (!isSilent && missing !== 'operator')) return [];
    const near = { ref, policy, statement, match: 'none' as const, formula: false };
    return [{ hit: near, missing }];
  });
}

/** The one thing a statement lacks to cover the request; null when it is more than one. */
function missingOf(statement: ParsedStatement, request: Request): Missing | null {
  if (!matchAction(statement.action, request.action)) return null;
  if (!statement.isUsable) return 'operator';
  if (statement.effect === 'Deny') return null;
  const { target, lookup, caller } = request;
  const { principal, resource } = statement;
  if (matchResource(resource, target.arn, lookup) !== false) {
    return principal ? 'principal' : null;
  }
  const isNamed =
    !principal ||
    (!principal.isNegated && matchPrincipal(principal, caller, target) !== 'none');
  return isNamed ? 'resource' : null;
}
